// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.event.WorkEvent;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kernel with two processors, told apart by who runs workers on them (kernel/workqueue.c@009bb421b6ce). Items of a bound
 * queue go to the pool of the processor that queues them: there they begin in order, and as long as one runs the next does
 * not begin, but for the time that one sleeps. Those of an unbound queue begin on any processor at any time.
 */
final class Processors extends Kernel {
    private static final int COUNT = 2;
    private final Kind kind;
    private final List<Pool> pools = new ArrayList<>();
    /** The processor of each thread that has one. */
    private final Map<Integer, Integer> on = new HashMap<>();
    /** The pool that a worker occupies. */
    private final Map<Integer, Pool> occupies = new HashMap<>();

    /**
     * What is compared.
     *
     * @param bound whether the queue is bound
     * @param either whether a bio ends on either processor, or all end on one
     * @param sleeps whether a worker may sleep where the kernel may
     */
    record Kind(boolean bound, boolean either, boolean sleeps) {}

    /** {@code struct worker_pool} of a processor: items queued, items begun, and whether one runs. */
    private record Pool(Word queued, Word begun, Word running) {}

    Processors(Machine machine, Faults faults, Kind kind) {
        super(machine, faults);
        this.kind = kind;
        for (int processor = 0; processor < COUNT; processor++) {
            ObjectId id = new ObjectId("worker_pool", processor);
            pools.add(new Pool(machine.word(id, "queued", 0), machine.word(id, "begun", 0), machine.word(id, "running", 0)));
        }
    }

    @Override
    public void spawn(ContextKind as, String name, Runnable body) {
        if (as == ContextKind.IRQ) {
            super.spawn(as, name, () -> {
                on.put(context().thread(), kind.either() ? processor(name) : 0);
                body.run();
            });
        } else if (as == ContextKind.KWORKER) {
            worker(name, body);
        } else {
            super.spawn(as, name, body);
        }
    }

    /** Here they run on processors, which tell them apart. */
    @Override
    public void spawn(ContextKind as, String name, Object equal, ObjectId own, Runnable body) {
        spawn(as, name, body);
    }

    private int processor(String who) {
        return machine().choose("processor of " + who, COUNT);
    }

    /** {@code __queue_work} chooses the pool, and {@code worker_thread} of that pool runs the item. */
    private void worker(String name, Runnable body) {
        int queuedOn = on.getOrDefault(context().thread(), 0);
        if (!kind.bound()) {
            super.spawn(ContextKind.KWORKER, name.replace("kworker/", "kworker/u:"), () -> {
                say(new WorkEvent.WorkerOn(queuedOn, processor(name)));
                body.run();
            });
            return;
        }
        Pool pool = pools.get(queuedOn);
        long ticket = machine().perform(Op.ADD_RETURN, pool.queued, 1, 0);
        super.spawn(ContextKind.KWORKER, name.replace("kworker/", "kworker/" + queuedOn + ":"), () -> {
            machine().perform(Op.AWAIT_EQ, pool.begun, ticket, 0);
            occupy(pool);
            machine().perform(Op.ADD, pool.begun, 1, 0);
            say(new WorkEvent.WorkerOn(queuedOn, queuedOn));
            body.run();
            leave(pool);
        });
    }

    private void occupy(Pool pool) {
        machine().perform(Op.LOCK, pool.running, context().thread() + 1L, 0);
        occupies.put(context().thread(), pool);
    }

    private void leave(Pool pool) {
        occupies.remove(context().thread());
        machine().perform(Op.UNLOCK, pool.running, 0, 0);
    }

    /** {@code wq_worker_sleeping}: while a worker sleeps, another one of its pool runs. */
    @Override
    public void mightSleep(String what) {
        super.mightSleep(what);
        Pool pool = occupies.get(context().thread());
        if (pool != null && kind.sleeps() && machine().choose(what + " sleeps", 2) == 1) {
            leave(pool);
            occupy(pool);
        }
    }
}

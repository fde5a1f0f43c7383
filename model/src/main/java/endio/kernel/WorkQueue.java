// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.event.WorkEvent;
import endio.machine.KernelBug;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workqueue (kernel/workqueue.c@009bb421b6ce).
 *
 * <p>Every successful {@link #queueWork} makes one logical worker that waits for its turn: items start in the order of
 * their queueing as far as {@code max_active} makes them wait, and the runs of one item never overlap. That a worker of
 * the kernel serves one item after the other, and takes its list lock in between, shows in no order that an item can see.
 */
public final class WorkQueue {

    /** Flags of {@code alloc_workqueue}. */
    public enum Flag {
        /** A rescuer guarantees that one item can always run. */
        MEM_RECLAIM,
        /** Items run on any processor, not on the one that queued them. */
        UNBOUND
    }

    private static final int DFL_ACTIVE = 256;

    private final Kernel kernel;
    private final Machine machine;
    private final ObjectId id;
    private final String name;
    private final Set<Flag> flags;
    /** Items that may run at once: {@code max_active}; without workers one if there is a rescuer, else none. */
    private final int maxActive;
    /** Items ever queued. */
    private final Word tickets;
    /** Items whose function has returned. */
    private final Word finished;
    /** One word for each item ever queued: 1 when its function has returned. For {@link #flush}. Under its own monitor. */
    private final List<Word> done = new ArrayList<>();

    private WorkQueue(Kernel kernel, String name, Set<Flag> flags, int maxActive) {
        this.kernel = kernel;
        this.machine = kernel.machine();
        this.id = machine.number("wq");
        this.name = name;
        this.flags = Set.copyOf(flags);
        this.maxActive = maxActive;
        this.tickets = machine.word(id, "tickets", 0);
        this.finished = machine.word(id, "finished", 0);
    }

    static @Nullable WorkQueue alloc(Kernel kernel, String name, Set<Flag> flags, int maxActive, int req) {
        kernel.mightSleep("alloc_workqueue");
        if (kernel.faults().happens(kernel.machine(), "alloc_workqueue " + name)) {
            kernel.say(new WorkEvent.WqAlloc(req, -1));
            return null;
        }
        boolean pressure = kernel.faults().happens(kernel.machine(), "create_worker");
        int active = !pressure ? maxActive == 0 ? DFL_ACTIVE : maxActive : flags.contains(Flag.MEM_RECLAIM) ? 1 : 0;
        WorkQueue wq = new WorkQueue(kernel, name, flags, active);
        kernel.say(new WorkEvent.WqAlloc(req, wq.id.number()));
        if (pressure) {
            kernel.say(new WorkEvent.NoWorkers(wq.number(), flags.contains(Flag.MEM_RECLAIM)));
        }
        return wq;
    }

    /** Its number among all workqueues. */
    public int number() {
        return id.number();
    }

    /** What it was allocated as. */
    public Set<Flag> flags() {
        return flags;
    }

    /**
     * {@code queue_work}: any context. False if the item was pending already.
     *
     * @throws KernelBug if {@code wq} is null
     */
    public static boolean queueWork(Kernel kernel, @Nullable WorkQueue wq, Work work) {
        if (wq == null) {
            kernel.say(new WorkEvent.QueueWork(work.id(), -1, "", work.dio(), false));
            throw new KernelBug("null pointer: workqueue in queue_work");
        }
        return wq.queue(work);
    }

    private boolean queue(Work work) {
        if (work.testAndSetPending()) {
            kernel.say(new WorkEvent.QueueWork(work.id(), number(), name, work.dio(), false));
            return false;
        }
        long run = work.queued.add(1) - 1;
        long ticket = machine.perform(Op.ADD_RETURN, tickets, 1, 0);
        Word mine = done(ticket);
        kernel.say(new WorkEvent.QueueWork(work.id(), number(), name, work.dio(), true));
        kernel.spawn(ContextKind.KWORKER, "kworker/" + name + ticket, () -> processOneWork(work, run, ticket, mine));
        return true;
    }

    /**
     * Whether this item's function has returned. On real threads the one who waits may come before the one who queues has got
     * this far, and two may queue at once; the kernel has its pool's lock here. No step of the machine is made inside.
     */
    private Word done(long ticket) {
        synchronized (done) {
            while (done.size() <= ticket) {
                done.add(machine.word(id, "done" + done.size(), 0));
            }
            return done.get((int) ticket);
        }
    }

    /** {@code process_one_work}: PENDING is clear before the function is called, and the item is not touched after it. */
    private void processOneWork(Work work, long run, long ticket, Word mine) {
        if (ticket >= maxActive) {
            machine.perform(Op.AWAIT_GE, finished, ticket - maxActive + 1, 0);
        }
        if (run > 0 && !kernel.afterExecuting(work.runs, run)) {
            return;
        }
        ObjectId item = work.id();
        int dio = work.dio();
        Word runs = work.runs;
        kernel.processOneWork(work, () -> {
            kernel.say(new WorkEvent.WorkStart(item, number(), name, dio));
            work.call();
            kernel.say(new WorkEvent.WorkEnd(item, number(), name, dio));
        });
        machine.perform(Op.ADD, runs, 1, 0);
        machine.perform(Op.STORE, mine, 1, 0);
        machine.perform(Op.ADD, finished, 1, 0);
    }

    /** {@code flush_workqueue}: waits for all items queued before the call. */
    public void flush() {
        kernel.mightSleep("flush_workqueue");
        kernel.say(new WorkEvent.FlushBegin(number()));
        long before = machine.perform(Op.LOAD_ACQUIRE, tickets, 0, 0);
        for (int ticket = 0; ticket < before; ticket++) {
            machine.perform(Op.AWAIT_EQ, done(ticket), 1, 0);
        }
        kernel.say(new WorkEvent.FlushEnd(number()));
    }

    /** {@code drain_workqueue}: flushes until nothing was queued meanwhile. */
    public void drain() {
        long before;
        do {
            before = machine.perform(Op.LOAD_ACQUIRE, tickets, 0, 0);
            machine.perform(Op.AWAIT_GE, finished, before, 0);
        } while (machine.perform(Op.LOAD_ACQUIRE, tickets, 0, 0) != before);
    }

    /** {@code destroy_workqueue}: drains, then frees. Queueing on it from here on is a bug, and S16 sees it. */
    public void destroy() {
        kernel.mightSleep("destroy_workqueue");
        kernel.say(new WorkEvent.WqDestroy(number()));
        drain();
        kernel.say(new WorkEvent.WqDestroyed(number()));
    }
}

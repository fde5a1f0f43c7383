// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.SpinLock;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import java.util.Objects;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * A work item that does one thing at a time and queues itself again as long as there is more. Who drains the queue has
 * all of it done; a flush waits for what was queued before it alone.
 */
public class Rounds {
    private final Lent machine = new Lent();
    private final Kernel kernel = new Kernel(machine, Faults.NONE);
    private final ObjectId owner = new ObjectId("rounds", 0);
    private final SpinLock lock = kernel.spinLock(owner, "lock");
    private final Atomic wanted = kernel.atomic(owner, "wanted", 0);
    private final Plain done = kernel.plain(owner, "done", 0);
    final WorkQueue wq = Objects.requireNonNull(kernel.allocWorkqueue("rounds", Set.of(), 0, -1));
    private final Work work = new Work(kernel, owner, "work", -1);

    /** As the model has it. */
    public Rounds() {
        work.init(this::round);
    }

    private void round() {
        if (done.load() < wanted.read() && done.add(1) < wanted.read()) {
            WorkQueue.queueWork(kernel, wq, work);
        }
    }

    @Operation
    public void want(@Param(gen = ThreadIdGen.class) int thread) {
        machine.as(thread, () -> {
            lock.lockIrqsave();
            wanted.inc();
            boolean queued = WorkQueue.queueWork(kernel, wq, work);
            lock.unlock();
            return queued;
        });
    }

    /** A worker gets its turn. */
    @Operation
    public void worker(@Param(gen = ThreadIdGen.class) int thread) {
        machine.as(thread, machine::lend);
    }

    /** How much was done, once nothing is left to do. */
    @Operation
    public long settle(@Param(gen = ThreadIdGen.class) int thread) {
        return machine.as(thread, () -> {
            untilNothingIsQueued();
            return done.load();
        });
    }

    void untilNothingIsQueued() {
        wq.drain();
    }

    /** What it is to be, one call after the other. */
    public static class Specification {
        private long wanted;

        public void want(int thread) {
            wanted++;
        }

        public void worker(int thread) {
            // Does one of them; nobody looks before all are done.
        }

        public long settle(int thread) {
            return wanted;
        }
    }

    /** The same with a flush in the place of the drain. */
    public static class FlushedOnly extends Rounds {
        @Override
        void untilNothingIsQueued() {
            wq.flush();
        }
    }
}

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
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * A workqueue, seen from those who use it: who posts and queues the work that delivers need not know whether the work
 * was pending already or runs just now, and who flushes has delivered all that was posted before.
 */
public class Mailbox {
    private final Lent machine;
    private final WorkQueue wq;
    private final Work work;
    private final Kernel kernel;
    private final SpinLock lock;
    private final Atomic posted;
    private final Plain delivered;

    /** As the model has it. */
    public Mailbox() {
        this(new Lent(), m -> new Kernel(m, Faults.NONE));
    }

    Mailbox(Lent machine, Function<Machine, Kernel> kernels) {
        ObjectId box = new ObjectId("box", 0);
        this.machine = machine;
        this.kernel = kernels.apply(machine);
        this.lock = kernel.spinLock(box, "lock");
        this.posted = kernel.atomic(box, "posted", 0);
        this.delivered = kernel.plain(box, "delivered", 0);
        this.wq = Objects.requireNonNull(kernel.allocWorkqueue("box", Set.of(), 0, -1));
        this.work = new Work(kernel, box, "work", -1);
        work.init(() -> delivered.store(posted.read()));
    }

    @Operation
    public void post(@Param(gen = ThreadIdGen.class) int thread) {
        machine.as(thread, () -> {
            before();
            posted.inc();
            boolean queued = WorkQueue.queueWork(kernel, wq, work);
            after();
            return queued;
        });
    }

    /** One post at a time, as {@code ext4_add_complete_io} has {@code i_completed_io_lock}. */
    void before() {
        lock.lockIrqsave();
    }

    void after() {
        lock.unlock();
    }

    /** A worker gets its turn. */
    @Operation
    public void worker(@Param(gen = ThreadIdGen.class) int thread) {
        machine.as(thread, machine::lend);
    }

    /** {@code flush_workqueue}, and what was delivered then. */
    @Operation
    public long flush(@Param(gen = ThreadIdGen.class) int thread) {
        return machine.as(thread, () -> {
            wq.flush();
            return delivered.load();
        });
    }

    /** What it is to be, one call after the other. */
    public static class Specification {
        private long posted;

        public void post(int thread) {
            posted++;
        }

        public void worker(int thread) {
            // Delivers; nobody looks without a flush.
        }

        public long flush(int thread) {
            return posted;
        }
    }

    /** The same where PENDING is cleared after the function: what is posted while it runs may be never delivered. */
    public static class PendingClearedLate extends Mailbox {
        public PendingClearedLate() {
            super(new Lent(), m -> new Kernel(m, Faults.NONE) {
                @Override
                protected void processOneWork(Work work, Runnable function) {
                    function.run();
                    work.clearPending();
                }
            });
        }
    }

    /**
     * The same without the lock. Who finds the work pending may come before the one who made it so has queued it, and a
     * flush then waits for nobody: so it is in the kernel, too, where {@code queue_work} takes PENDING before it has
     * the pool's lock.
     */
    public static class WithoutLock extends Mailbox {
        @Override
        void before() {
            // Nobody is kept out.
        }

        @Override
        void after() {
            // Nobody was.
        }
    }

    /** The same with a flush that waits for nobody. */
    public static class FlushWithoutWait extends Mailbox {
        public FlushWithoutWait() {
            super(new Lent() {
                @Override
                public long perform(Op op, Word cell, long a, long b) {
                    return super.perform(op == Op.AWAIT_EQ && cell.name().startsWith("done") ? Op.LOAD : op, cell, a, b);
                }
            }, m -> new Kernel(m, Faults.NONE));
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.event.ObjectId;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.WaitQueue;
import endio.machine.Op;
import endio.machine.Word;
import java.util.Set;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * A wait queue and the tasks on it. Each task sees of it whether it was left asleep; that one call wakes several tasks
 * one after the other no task can see.
 */
public class Waiters {
    private final Lent machine;
    private final Kernel kernel;
    private final WaitQueue queue;

    /** As the model has it. */
    public Waiters() {
        this(new Lent());
    }

    Waiters(Lent machine) {
        this.machine = machine;
        this.kernel = new Kernel(machine, Faults.NONE);
        this.queue = kernel.waitQueue(new ObjectId("object", 0), "wait");
    }

    private void task(int thread, Runnable body) {
        machine.as(thread, () -> {
            body.run();
            return thread;
        });
    }

    @Operation
    public void prepareToWait(@Param(gen = ThreadIdGen.class) int thread) {
        task(thread, queue::prepareToWait);
    }

    @Operation
    public void finishWait(@Param(gen = ThreadIdGen.class) int thread) {
        task(thread, queue::finishWait);
    }

    @Operation
    public void wakeUp(@Param(gen = ThreadIdGen.class) int thread) {
        task(thread, queue::wakeUp);
    }

    /** Whether {@code schedule} would sleep; it does not, and runs on. */
    @Operation
    public boolean sleeps(@Param(gen = ThreadIdGen.class) int thread) {
        return machine.as(thread, () -> kernel.current().wakeUp());
    }

    /** What it is to be, one call after the other. */
    public static class Specification {
        private final Set<Integer> waiting = new TreeSet<>();
        private final Set<Integer> asleep = new TreeSet<>();

        public void prepareToWait(int thread) {
            waiting.add(thread);
            asleep.add(thread);
        }

        public void finishWait(int thread) {
            waiting.remove(thread);
            asleep.remove(thread);
        }

        public void wakeUp(int thread) {
            asleep.removeAll(waiting);
            waiting.clear();
        }

        public boolean sleeps(int thread) {
            return asleep.remove(thread);
        }
    }

    /** The same with a lock that keeps nobody out. */
    public static class WithoutLock extends Waiters {
        public WithoutLock() {
            super(new Lent() {
                @Override
                public long perform(Op op, Word cell, long a, long b) {
                    return super.perform(op == Op.LOCK ? Op.STORE : op, cell, a, b);
                }
            });
        }
    }
}

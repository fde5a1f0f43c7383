// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.machine.Machine;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kernel in which the queue of deferred completions is what a question asks for. */
final class QueueKernel extends Kernel {
    private static final String DIO = "dio";
    private final Queues queues;
    private @Nullable WorkQueue forAll;

    QueueKernel(Machine machine, Queues queues) {
        super(machine, queues.pressure() ? (m, what) -> what.equals("create_worker") : Faults.NONE);
        this.queues = queues;
    }

    @Override
    public @Nullable WorkQueue allocWorkqueue(String name, Set<WorkQueue.Flag> flags, int maxActive, int req) {
        if (!name.equals(DIO)) {
            return super.allocWorkqueue(name, flags, maxActive, req);
        }
        Set<WorkQueue.Flag> asked = EnumSet.noneOf(WorkQueue.Flag.class);
        asked.addAll(flags);
        if (!queues.memReclaim()) {
            asked.remove(WorkQueue.Flag.MEM_RECLAIM);
        }
        return super.allocWorkqueue(name, asked, queues.maxActive(), req);
    }

    /** The queue for one more super block, there from the beginning: who makes it is not what is asked. */
    @Nullable WorkQueue queueFor() {
        if (forAll == null || !queues.forAll()) {
            forAll = allocWorkqueue(DIO, Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, -1);
        }
        return forAll;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** S26: a conversion waits for memory that only completions behind it in the same queue would give back. */
class ConversionsAheadOfCompletions extends Shape {
    static final Bug BUG = Bug.read("S26", "xfs: prevent unwritten extent conversion from blocking I/O completion",
            "c626d174cfe3")
            .in("xfs_end_io, fs/xfs/linux-2.6/xfs_aops.c").actors("worker", "conversion", "completion")
            .shape("deadlock", m -> new ConversionsAheadOfCompletions(m) {
                @Override
                WorkQueue ofConversions() {
                    return data;
                }
            }, ConversionsAheadOfCompletions::new, "L11");

    final WorkQueue data = workqueue("xfsdatad", 1);
    private final WorkQueue conversions = workqueue("xfsconvertd", 1);
    private final Counter dirty = counter(kernel.machine().number("memory"), "pages under writeback", 1);

    ConversionsAheadOfCompletions(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", () -> queue(ofConversions(), alloc("xfs_ioend"), () -> dirty.await(0)));
        irq("bio1", () -> queue(data, alloc("xfs_ioend"), () -> dirty.add(-1)));
    }

    /** Where {@code xfs_finish_ioend} queues an unwritten ioend. */
    WorkQueue ofConversions() {
        return conversions;
    }
}

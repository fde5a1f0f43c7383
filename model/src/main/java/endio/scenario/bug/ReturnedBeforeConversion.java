// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** S25: a synchronous write that returns before the worker has converted. */
class ReturnedBeforeConversion extends Shape {
    static final Bug BUG = Bug.read("S25",
            "[XFS] Block on unwritten extent conversion during synchronous direct I/O.", "e927af90aaa7")
            .in("xfs_end_io_direct, fs/xfs/linux-2.6/xfs_aops.c").actors("synchronous writer", "worker")
            .shape("H2", m -> new ReturnedBeforeConversion(m) {
                @Override
                void flushConversion() {
                    // The worker comes to it some time.
                }
            }, ReturnedBeforeConversion::new);

    private final Counter unwritten = counter(kernel.machine().number("xfs_inode"), "block0.unwritten", 1);
    private final WorkQueue wq = workqueue("xfsdatad", 1);

    ReturnedBeforeConversion(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            queue(wq, alloc("xfs_ioend"), () -> unwritten.add(-1));
            flushConversion();
            saw(Matter.DATA, "unwritten blocks that a read after the write finds", unwritten.read(), 0);
        });
    }

    /** {@code xfs_finish_ioend} of a synchronous write: flushes the queue. */
    void flushConversion() {
        wq.flush();
    }
}

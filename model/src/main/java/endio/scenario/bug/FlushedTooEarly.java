// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Atomic;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B10: between the end of its writeback and its place on the list, an I/O is on neither. */
class FlushedTooEarly extends Shape {
    static final Bug BUG = Bug.read("B10", "ext4: fix ext4_flush_completed_IO wait semantics", "c278531d39f3")
            .in("ext4_flush_completed_IO, fs/ext4/page-io.c").actors("fsync", "bio", "worker")
            .shape("H4", m -> new FlushedTooEarly(m) {
                @Override
                void waitForConversions() {
                    // What is on the list was all that fsync looked at.
                }
            }, FlushedTooEarly::new);

    private final ObjectId inode = kernel.machine().number("ext4_inode");
    private final Counter writeback = counter(inode, "writeback", 1);
    private final Counter iUnwritten = counter(inode, "i_unwritten", 1);
    private final Atomic completedIoList = atomic(inode, "i_completed_io_list", 0);
    private final WorkQueue wq = workqueue("ext4-dio-unwritten", 1);

    FlushedTooEarly(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", () -> {
            writeback.add(-1);
            completedIoList.set(1);
            queue(wq, alloc("ext4_io_end"), this::flushCompletedIo);
        });
        task("fsync0", () -> {
            writeback.await(0);
            flushCompletedIo();
            waitForConversions();
            saw(Matter.DURABLE, "extents not converted when fsync returns", iUnwritten.read(), 0);
        });
    }

    /** {@code ext4_do_flush_completed_IO}: converts what is on the list. */
    final void flushCompletedIo() {
        if (completedIoList.cmpxchg(1, 0) == 1) {
            iUnwritten.add(-1);
        }
    }

    /** {@code ext4_unwritten_wait}: the counter covers every stage. */
    void waitForConversions() {
        iUnwritten.await(0);
    }
}

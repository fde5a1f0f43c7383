// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B34: what O_SYNC makes durable has to include the size that leads to the data. */
class SizeAfterSync extends Shape {
    static final Bug BUG =
            Bug.read("B34", "ext4: properly sync file size update after O_SYNC direct IO", "91562895f803")
            .in("ext4_dio_write_iter, fs/ext4/file.c").actors("extending O_SYNC writer", "crash")
            .shape("H4", m -> new SizeAfterSync(m) {
                @Override
                void iomapDioComplete() {
                    genericWriteSync();
                    report();
                    updateDisksize();
                }
            }, SizeAfterSync::new);

    private final ObjectId inode = kernel.machine().number("ext4_inode");
    private final Plain iDisksize = plain(inode, "i_disksize", 0);
    private final Plain committed = plain(inode, "committed i_disksize", 0);

    SizeAfterSync(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", this::iomapDioComplete);
    }

    /** {@code iomap_dio_complete}: {@code end_io}, then the flush, then the report. */
    void iomapDioComplete() {
        updateDisksize();
        genericWriteSync();
        report();
    }

    final void updateDisksize() {
        iDisksize.store(1);
    }

    final void genericWriteSync() {
        committed.store(iDisksize.load());
    }

    final void report() {
        saw(Matter.DURABLE, "the size on disk", committed.load(), 1);
    }
}

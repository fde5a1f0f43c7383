// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B27: a size that is out lets readers in, and they find an extent that is still unwritten. */
class SizeBeforeConversion extends Shape {
    static final Bug BUG =
            Bug.read("B27", "xfs: update i_size after unwritten conversion in dio completion", "ee70daaba82d")
            .in("xfs_dio_write_end_io, fs/xfs/xfs_file.c").actors("worker", "direct reader")
            .shape("H2", m -> new SizeBeforeConversion(m) {
                @Override
                void xfsDioWriteEndIo() {
                    updateSize();
                    convert();
                }
            }, SizeBeforeConversion::new);

    private final ObjectId inode = kernel.machine().number("xfs_inode");
    private final Plain iSize = plain(inode, "i_size", 0);
    private final Plain written = plain(inode, "block0", 0);
    private final WorkQueue wq = workqueue("dio", 0);

    SizeBeforeConversion(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", () -> queue(wq, alloc("iomap_dio_work"), this::xfsDioWriteEndIo));
        task("reader0", () -> {
            if (iSize.load() > 0) {
                saw(Matter.DATA, "block 0 inside the size, 1 if written", written.load(), 1);
            }
        });
    }

    /** {@code xfs_dio_write_end_io}. */
    void xfsDioWriteEndIo() {
        convert();
        updateSize();
    }

    final void convert() {
        written.store(1);
    }

    final void updateSize() {
        iSize.store(1);
    }
}

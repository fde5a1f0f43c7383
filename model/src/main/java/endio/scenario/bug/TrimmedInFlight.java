// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;
import endio.vfs.Inode;

/** B30: blocks beyond the size are not left over as long as a write to them is on its way. */
class TrimmedInFlight extends Shape {
    static final Bug BUG =
            Bug.excerpt("B30", "xfs: fix eofblocks race with file extending async dio writes", "e4229d6b0bc9")
            .in("xfs_free_eofblocks, fs/xfs/xfs_bmap_util.c").actors("bio of an extending write", "worker", "trimmer")
            .shape("H2", m -> new TrimmedInFlight(m) {
                @Override
                void waitForDio() {
                    // It began with the size.
                }
            }, TrimmedInFlight::new);

    final Inode inode = inode(0);
    private final Plain owner = plain(kernel.machine().number("device"), "block0.owner", 1);
    private final WorkQueue wq = workqueue("dio", 0);

    TrimmedInFlight(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        inode.dioBegin();
        irq("bio0", () -> {
            saw(Matter.DATA, "owner of the block that is written", owner.load(), 1);
            queue(wq, alloc("dio_work"), () -> {
                inode.iSize().store(4096);
                inode.dioDone();
            });
        });
        task("trim0", () -> {
            waitForDio();
            if (inode.iSize().load() == 0) {
                owner.store(0);
            }
        });
    }

    /** The beginning of {@code xfs_free_eofblocks}, with the inode locked. */
    void waitForDio() {
        inode.dioWait();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ContextKind;
import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;
import endio.vfs.Inode;

/**
 * S30: credits are reserved by the depth of the extent tree, which a conversion changes until they are used. Modelled
 * as
 * far as the list describes it: the depth, and nothing else of the tree.
 */
class DepthGrowsUnderCredits extends Shape {
    static final Bug BUG =
            Bug.read("S30", "ext4: wait for existing dio workers in ext4_alloc_file_blocks()", "0d306dcf86e8")
            .in("ext4_alloc_file_blocks, fs/ext4/extents.c").actors("fallocate", "worker that converts")
            .shape("H3", m -> new DepthGrowsUnderCredits(m) {
                @Override
                void waitForWorkers() {
                    // It did not wait.
                }
            }, DepthGrowsUnderCredits::new);

    private final Inode inode = inode(4096);
    private final Mutex iDataSem = mutex(inode.id(), "i_data_sem");
    private final Plain depth = plain(inode.id(), "i_depth", 0);

    DepthGrowsUnderCredits(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        inode.dioBegin();
        kernel.spawn(ContextKind.KWORKER, "kworker0", () -> {
            iDataSem.lock();
            depth.store(1);
            iDataSem.unlock();
            inode.dioDone();
        });
        task("fallocate0", () -> {
            waitForWorkers();
            iDataSem.lock();
            long reservedFor = depth.load();
            iDataSem.unlock();
            iDataSem.lock();
            saw(Matter.RESULT, "depth that credits were reserved for", reservedFor, depth.load());
            iDataSem.unlock();
        });
    }

    /** The wait in {@code ext4_alloc_file_blocks}; its caller holds the lock that keeps new direct I/O out. */
    void waitForWorkers() {
        inode.dioWait();
    }
}

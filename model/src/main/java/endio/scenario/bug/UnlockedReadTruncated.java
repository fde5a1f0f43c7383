// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;
import endio.vfs.Inode;

/**
 * S10: a direct read without the lock maps a block, which truncate gives to somebody else before the bio has read it.
 */
class UnlockedReadTruncated extends Shape {
    static final Bug BUG = Bug.read("S10", "Btrfs: serialize unlocked dio reads with truncate", "2e60a51e6218")
            .in("btrfs_setsize, fs/btrfs/inode.c")
            .actors("direct reader without i_mutex", "truncate", "writer of another file")
            .shape("H2", m -> new UnlockedReadTruncated(m) {
                @Override
                void waitForReads() {
                    // Only i_mutex was held, which such a reader does not take.
                }
            }, UnlockedReadTruncated::new);

    private static final long OURS = 1;
    private static final long ANOTHER = 2;
    private final Inode inode = inode(4096);
    private final Plain iSize = plain(inode.id(), "i_size", 1);
    private final Plain owner = plain(kernel.machine().number("device"), "block0.owner", OURS);

    UnlockedReadTruncated(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("reader0", () -> {
            inode.dioBegin();
            if (iSize.loadAcquire() != 0) {
                irq("bio0", () -> {
                    saw(Matter.DATA, "owner of the block that is read", owner.load(), OURS);
                    inode.dioDone();
                });
            } else {
                inode.dioDone();
            }
        });
        task("truncate0", () -> {
            iSize.storeRelease(0);
            kernel.smpMb();
            waitForReads();
            owner.store(ANOTHER);
        });
    }

    /** The wait in {@code btrfs_setsize}. */
    void waitForReads() {
        inode.dioWait();
    }
}

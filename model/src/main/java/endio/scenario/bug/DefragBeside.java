// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Flags;
import endio.kernel.Plain;
import endio.machine.Machine;
import endio.vfs.Inode;

/** S29: whoever moves blocks has to wait for readers without the lock, and let no new ones in. */
class DefragBeside extends Shape {
    static final Bug BUG = Bug.read("S29", "ext4: serialize dio nonlocked reads with defrag workers", "17335dcc4711")
            .in("mext_inode_double_lock, fs/ext4/move_extent.c").actors("defragmenter", "reader without i_mutex")
            .shape("H2", m -> new DefragBeside(m) {
                @Override
                void serialize() {
                    // i_mutex was held, which such a reader does not take.
                }
            }, DefragBeside::new);

    private static final long OURS = 1;
    private static final long DONORS = 2;
    private final Inode inode = inode(4096);
    private final Flags dioreadLock = flags(inode.id(), "EXT4_STATE_DIOREAD_LOCK");
    private final Plain block0 = plain(inode.id(), "block0", 1);
    private final ObjectId device = kernel.machine().number("device");
    private final Plain[] owners = {plain(device, "block0.owner", OURS), plain(device, "block1.owner", OURS)};

    DefragBeside(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("defrag0", () -> {
            serialize();
            block0.store(0);
            owners[1].store(DONORS);
        });
        task("reader0", () -> {
            inode.dioBegin();
            kernel.smpMb();
            if (!dioreadLock.test(1)) {
                int block = (int) block0.load();
                saw(Matter.DATA, "owner of the block that is read", owners[block].load(), OURS);
            }
            inode.dioDone();
        });
    }

    /** The wait in {@code move_extent}; readers are not let in again before the blocks have moved. */
    void serialize() {
        dioreadLock.set(1);
        kernel.smpMb();
        inode.dioWait();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Flags;
import endio.machine.Machine;
import endio.vfs.Inode;

/**
 * B12: readers that overlap keep the count above zero, and truncate waits for ever. Runs are finite here: what
 * repeats is a
 * reader that could see that truncate has come and begins nevertheless.
 */
class ReadersOvertake extends Shape {
    static final Bug BUG = Bug.read("B12", "ext4: endless truncate due to nonlocked dio readers", "1b65007e9870")
            .in("ext4_ind_direct_IO, fs/ext4/indirect.c").actors("truncate", "two readers without i_mutex")
            .shape("H6", m -> new ReadersOvertake(m) {
                @Override
                boolean lockedPath() {
                    super.lockedPath();
                    return false;
                }
            }, ReadersOvertake::new);

    private static final int ROUNDS = 1;
    private final Inode inode = inode(4096);
    private final Flags dioreadLock = flags(inode.id(), "EXT4_STATE_DIOREAD_LOCK");

    ReadersOvertake(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("truncate0", () -> {
            dioreadLock.set(1);
            kernel.smpMb();
            inode.dioWait();
        });
        task("reader0", this::reads);
        task("reader1", this::reads);
    }

    private void reads() {
        for (int round = 0; round < ROUNDS; round++) {
            inode.dioBegin();
            kernel.smpMb();
            boolean come = dioreadLock.test(1);
            if (come && lockedPath()) {
                inode.dioDone();
                return;
            }
            saw(Matter.ROUNDS, "reads of this reader that overtook truncate", come ? 1 : 0, 0);
            inode.dioDone();
        }
    }

    /** The test in {@code ext4_ind_direct_IO}: whether a read goes the way that takes {@code i_mutex}. */
    boolean lockedPath() {
        return true;
    }
}

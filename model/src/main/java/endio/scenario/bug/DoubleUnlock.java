// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Atomic;
import endio.machine.Machine;

/** S14: what was called with the lock held gave it up on its error path, and so did its caller. */
class DoubleUnlock extends Shape {
    static final Bug BUG = Bug.read("S14", "btrfs: fix double inode unlock for direct IO sync writes", "e0391e92f9ab")
            .in("btrfs_sync_file, fs/btrfs/file.c").actors("O_SYNC writer whose sync fails")
            .shape("H5", m -> new DoubleUnlock(m) {
                @Override
                void syncFailed() {
                    held.decReturn();
                }
            }, DoubleUnlock::new);

    final Atomic held = atomic(kernel.machine().number("btrfs_inode"), "i_rwsem", 0);

    DoubleUnlock(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            held.inc();
            if (kernel.machine().choose("the sync fails", 2) == 1) {
                syncFailed();
            }
            held.decReturn();
        });
        kernel.machine().atEnd(() -> saw(Matter.LEFT_OVER, "holders of i_rwsem", held.read(), 0));
    }

    /** The error label of {@code btrfs_sync_file}, called with {@code i_rwsem} held. */
    void syncFailed() {}
}

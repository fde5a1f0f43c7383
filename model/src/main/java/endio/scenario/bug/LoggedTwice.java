// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * S13: fsync copies what lies beyond the size, and what lies inside, by two looks at the size; a direct write that
 * makes
 * the file grow comes between them. Modelled as far as the list describes it: the items of one extent in the log.
 */
class LoggedTwice extends Shape {
    static final Bug BUG = Bug.read("S13",
            "btrfs: fix crash on racing fsync and size-extending direct I/O into prealloc", "9d274c19a71b")
            .in("btrfs_log_prealloc_extents, fs/btrfs/tree-log.c").actors("fsync", "writer into space beyond the end")
            .shape("H3", m -> new LoggedTwice(m) {
                @Override
                long sizeForPrealloc(long sampled) {
                    return iSize.load();
                }
            }, LoggedTwice::new);

    private final Mutex tree = mutex(kernel.machine().number("btrfs_inode"), "tree");
    final Plain iSize = plain(kernel.machine().number("btrfs_inode"), "i_size", 1);

    LoggedTwice(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            tree.lock();
            iSize.store(2);
            tree.unlock();
        });
        task("fsync0", () -> {
            long sampled = iSize.load();
            // Block 1 is logged as preallocated beyond the end, or as inside the file.
            long items = sizeForPrealloc(sampled) <= 1 ? 1 : 0;
            tree.lock();
            items += sizeInside(sampled) > 1 ? 1 : 0;
            tree.unlock();
            saw(Matter.RESULT, "items of block 1 in the log tree", items, 1);
        });
    }

    /** Which size says what is beyond the end: the one that the whole of the sync goes by. */
    long sizeForPrealloc(long sampled) {
        return sampled;
    }

    /** Which size says what is inside: in the broken one it is looked at once more. */
    private long sizeInside(long sampled) {
        return sizeForPrealloc(sampled);
    }
}

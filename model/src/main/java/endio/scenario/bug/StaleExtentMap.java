// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * S12: readahead looks an extent up once, and fills pages by it after it has let the lock go; a direct write has filled
 * the extent meanwhile.
 */
class StaleExtentMap extends Shape {
    static final Bug BUG = Bug.read("S12",
            "btrfs: fix stale page cache after race between readahead and direct IO write", "")
            .in("btrfs_readahead, fs/btrfs/extent_io.c").actors("readahead", "direct writer into a preallocated extent")
            .shape("H2", m -> new StaleExtentMap(m) {
                @Override
                long mapForPage1(long cached) {
                    return cached;
                }
            }, StaleExtentMap::new);

    private static final long PREALLOCATED = 1;
    private static final long REGULAR = 2;
    private static final long ZEROS = 1;
    private static final long NEW = 2;
    final Mutex extent = mutex(kernel.machine().number("btrfs_inode"), "extent0");
    final Plain map = plain(kernel.machine().number("btrfs_inode"), "extent_map0", PREALLOCATED);
    private final Plain page1 = plain(kernel.machine().number("mapping"), "page1", 0);
    private final Plain done = plain(kernel.machine().number("mapping"), "done", 0);

    StaleExtentMap(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("readahead0", () -> {
            extent.lock();
            long cached = map.load();
            extent.unlock();
            extent.lock();
            fill(mapForPage1(cached));
            extent.unlock();
        });
        task("task0", () -> {
            extent.lock();
            page1.store(0);
            map.store(REGULAR);
            extent.unlock();
            done.storeRelease(1);
        });
        task("app0", () -> {
            done.awaitAtLeast(1);
            extent.lock();
            fill(map.load());
            long got = page1.load();
            extent.unlock();
            saw(Matter.DATA, "page 1 after the write", got, NEW);
        });
    }

    private void fill(long em) {
        if (page1.load() == 0) {
            page1.store(em == PREALLOCATED ? ZEROS : NEW);
        }
    }

    /**
     * {@code __get_extent_map} for the next page, whose range is locked: what was found for the last one may be gone.
     */
    long mapForPage1(long cached) {
        return map.load();
    }
}

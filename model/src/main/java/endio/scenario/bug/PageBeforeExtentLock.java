// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;

/** S11: a page comes into the cache between the invalidation by a direct write and the lock of its extent. */
class PageBeforeExtentLock extends Shape {
    static final Bug BUG = Bug.read("S11", "Btrfs: fix dio write vs buffered read race", "c3473e830074")
            .in("lock_extent_direct, fs/btrfs/inode.c").actors("direct writer", "buffered reader")
            .shape("H2", m -> new PageBeforeExtentLock(m) {
                @Override
                void lockExtentDirect() {
                    extent.lock();
                }
            }, PageBeforeExtentLock::new);

    private static final long OLD = 1;
    private static final long NEW = 2;
    private final Plain disk = plain(kernel.machine().number("disk"), "block0", OLD);
    final Mutex extent = mutex(kernel.machine().number("btrfs_inode"), "extent0");
    final Plain page = plain(kernel.machine().number("mapping"), "page0", 0);
    private final Plain done = plain(kernel.machine().number("mapping"), "done", 0);

    PageBeforeExtentLock(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            invalidate();
            lockExtentDirect();
            disk.store(NEW);
            extent.unlock();
            done.storeRelease(1);
        });
        task("reader0", this::read);
        task("app0", () -> {
            done.awaitAtLeast(1);
            saw(Matter.DATA, "page 0 after the write", read(), NEW);
        });
    }

    /** {@code lock_extent_direct}: a page that has come meanwhile has to go before the lock counts. */
    void lockExtentDirect() {
        extent.lock();
        while (page.load() != 0) {
            extent.unlock();
            invalidate();
            extent.lock();
        }
    }

    /** {@code invalidate_inode_pages2_range}. */
    final void invalidate() {
        extent.lock();
        page.store(0);
        extent.unlock();
    }

    /** {@code btrfs_readpage}: a page is filled with the extent locked. */
    private long read() {
        extent.lock();
        if (page.load() == 0) {
            page.store(disk.load());
        }
        long got = page.load();
        extent.unlock();
        return got;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * S31: a direct write left cached pages as they were; the other half, unlocked requests that overtake, is B12's shape.
 */
class CachedPageOverDirectWrite extends Shape {
    static final Bug BUG = Bug.read("S31", "nfs: page cache invalidation for dio", "a9ab5e840669")
            .in("nfs_file_direct_write, fs/nfs/direct.c").actors("buffered reader", "direct writer")
            .shape("H2", m -> new CachedPageOverDirectWrite(m) {
                @Override
                void invalidate() {
                    // Pages stayed.
                }
            }, CachedPageOverDirectWrite::new);

    private static final long OLD = 1;
    private static final long NEW = 2;
    private final Mutex iMutex = mutex(kernel.machine().number("nfs_inode"), "i_mutex");
    private final Plain server = plain(kernel.machine().number("server"), "block0", OLD);
    private final Plain page = plain(kernel.machine().number("mapping"), "page0", 0);
    private final Plain done = plain(kernel.machine().number("mapping"), "done", 0);

    CachedPageOverDirectWrite(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("reader0", this::read);
        task("task0", () -> {
            iMutex.lock();
            server.store(NEW);
            invalidate();
            iMutex.unlock();
            done.storeRelease(1);
        });
        task("app0", () -> {
            done.awaitAtLeast(1);
            saw(Matter.DATA, "page 0 after the write", read(), NEW);
        });
    }

    /** {@code nfs_zap_mapping} of what was written. */
    void invalidate() {
        page.store(0);
    }

    private long read() {
        iMutex.lock();
        if (page.load() == 0) {
            page.store(server.load());
        }
        long got = page.load();
        iMutex.unlock();
        return got;
    }
}

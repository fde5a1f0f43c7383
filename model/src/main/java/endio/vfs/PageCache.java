// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * Clean pages of a file (mm/filemap.c, mm/truncate.c), each of one block: read in by readers and by readahead, dropped by
 * direct writes. What a page holds is known by who wrote it to the device.
 */
public final class PageCache {
    private static final List<String> STATES = List.of("hole", "unwritten", "written");
    private static final long ABSENT = 0;
    private static final long BEING_READ = 1;
    private static final long FIRST_CONTENT = 2;

    private final Kernel kernel;
    private final Inode inode;
    private final LongUnaryOperator onDevice;
    private final List<Page> pages = new ArrayList<>();

    /** A page, or the place where one may be: {@code PG_locked}, and whether it is there and what it holds. */
    private record Page(Mutex lock, Plain content) {}

    /**
     * The pages of {@code inode}.
     *
     * @param size how many anybody will look at
     * @param onDevice which request's data the device holds in a block, -1 nobody's
     */
    public PageCache(Kernel kernel, Inode inode, int size, LongUnaryOperator onDevice) {
        this.kernel = kernel;
        this.inode = inode;
        this.onDevice = onDevice;
        for (int page = 0; page < size; page++) {
            pages.add(new Page(kernel.mutex(inode.id(), "page" + page + ".PG_locked"),
                    kernel.plain(inode.id(), "page" + page + ".content", ABSENT)));
        }
    }

    /**
     * A reader of one page ({@code do_generic_file_read}), or readahead: reads the page in if it is not there. It is in the
     * cache, and counts, before the block is looked up; its lock keeps others from it until it is read.
     *
     * @param readpage reads the block: {@code written}, {@code unwritten} or {@code hole}
     */
    public void read(long index, Supplier<String> readpage) {
        Page page = pages.get((int) index);
        if (page.content.load() >= FIRST_CONTENT) {
            return;
        }
        page.lock.lock();
        if (page.content.load() == ABSENT) {
            page.content.store(BEING_READ);
            inode.nrpages().add(1);
            String saw = readpage.get();
            long by = saw.equals("written") ? onDevice.applyAsLong(index) : -1;
            page.content.store(FIRST_CONTENT + (by + 1) * STATES.size() + STATES.indexOf(saw));
            kernel.say(new InodeEvent.CacheFill(inode.ino(), index, saw, (int) by));
        }
        page.lock.unlock();
    }

    /** {@code invalidate_inode_pages2_range}: pages of the range go; one that is being read is waited for. */
    public void invalidate(long first, long last) {
        for (long index = first; index <= last && index < pages.size(); index++) {
            Page page = pages.get((int) index);
            if (page.content.load() != ABSENT) {
                page.lock.lock();
                if (page.content.load() != ABSENT) {
                    page.content.store(ABSENT);
                    kernel.say(new InodeEvent.CacheDrop(inode.ino(), index));
                    inode.nrpages().add(-1);
                }
                page.lock.unlock();
            }
        }
    }
}

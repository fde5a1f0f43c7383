// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.InodeEvent;
import endio.event.ObjectId;
import endio.kernel.Flags;
import endio.kernel.Kernel;
import endio.kernel.Mutex;
import endio.kernel.WaitQueue;
import java.util.List;
import java.util.TreeMap;

/** The page cache of an inode ({@code struct address_space}): which pages are dirty, which are under writeback. */
public final class Mapping {
    private static final long DIRTY = 1;
    private static final long WRITEBACK = 2;

    private final Kernel kernel;
    private final ObjectId owner;
    /** {@code page_waitqueue}: pages share it. */
    private final WaitQueue pageWait;
    private final TreeMap<Long, Page> pages = new TreeMap<>();

    /** {@code struct page}: its flags, and {@code PG_locked} among them as a lock of its own. */
    private record Page(Flags flags, Mutex lock) {}

    Mapping(Kernel kernel, ObjectId owner) {
        this.kernel = kernel;
        this.owner = owner;
        this.pageWait = kernel.waitQueue(owner, "page_waitqueue");
    }

    private Page page(long index) {
        return pages.computeIfAbsent(index, i -> new Page(kernel.flags(owner, "page" + i + ".flags"),
                kernel.mutex(owner, "page" + i + ".PG_locked")));
    }

    private Flags flags(long index) {
        return page(index).flags();
    }

    /** Pages of a range, the last one inclusive, that anybody has looked at. */
    public List<Long> pages(long first, long last) {
        return List.copyOf(pages.subMap(first, true, last, true).keySet());
    }

    /** {@code lock_page}: may sleep. */
    public void lockPage(long index) {
        page(index).lock().lock();
    }

    /** {@code unlock_page}. */
    public void unlockPage(long index) {
        page(index).lock().unlock();
    }

    /** {@code set_page_dirty}: somebody wrote to the page through the page cache. */
    public void setDirty(long index) {
        flags(index).set(DIRTY);
    }

    /** {@code clear_page_dirty_for_io}: whether it was dirty. */
    public boolean clearDirtyForIo(long index) {
        return flags(index).testAndClear(DIRTY);
    }

    /** {@code PageDirty}. */
    public boolean dirty(long index) {
        return flags(index).test(DIRTY);
    }

    /**
     * {@code truncate_inode_pages} (mm/truncate.c): pages of the range go; each is locked, and waited for if it is under
     * writeback.
     *
     * @param first first page
     * @param last last page, inclusive
     */
    public void truncatePagecache(long first, long last) {
        for (long index : pages(first, last)) {
            lockPage(index);
            waitOnWriteback(index);
            flags(index).clear(DIRTY);
            unlockPage(index);
        }
    }

    /** {@code set_page_writeback}. */
    public void setWriteback(long index) {
        flags(index).set(WRITEBACK);
        kernel.say(new InodeEvent.PageWriteback(owner.number(), index, true));
    }

    /** {@code end_page_writeback} (mm/filemap.c). */
    public void endWriteback(long index) {
        flags(index).testAndClear(WRITEBACK);
        kernel.say(new InodeEvent.PageWriteback(owner.number(), index, false));
        pageWait.wakeUp();
    }

    /** {@code wait_on_page_writeback} (mm/page-writeback.c). */
    public void waitOnWriteback(long index) {
        kernel.mightSleep("wait_on_page_writeback");
        Flags page = flags(index);
        if (!page.test(WRITEBACK)) {
            return;
        }
        do {
            pageWait.prepareToWait();
            if (page.test(WRITEBACK)) {
                kernel.current().schedule("wait_on_page_writeback");
            }
        } while (page.test(WRITEBACK));
        pageWait.finishWait();
    }
}

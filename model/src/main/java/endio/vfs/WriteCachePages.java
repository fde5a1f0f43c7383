// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.FileSystemEvent;
import endio.event.LogEvent;
import endio.kernel.Kernel;
import java.util.List;

/**
 * Dirty pages and their writeback ({@code write_cache_pages} of mm/page-writeback.c, {@code block_write_full_page} and
 * {@code end_buffer_async_write} of fs/buffer.c), a page of one block and a bio for each. A file system says where a
 * page goes, and what is due when it is there.
 */
public abstract class WriteCachePages {
    private static final int SECTOR_SHIFT = 9;

    private final Kernel kernel;
    private final BlockDevice bdev;

    /** Of a mount of {@code bdev}. */
    protected WriteCachePages(Kernel kernel, BlockDevice bdev) {
        this.kernel = kernel;
        this.bdev = bdev;
    }

    /**
     * Where a page goes.
     *
     * @param block on the device
     * @param unwritten it has to be converted before anybody may read it
     */
    public record Target(long block, boolean unwritten) {}

    /** The kernel it runs in. */
    protected final Kernel kernel() {
        return kernel;
    }

    /**
     * {@code inode} has pages that are written through the page cache, so direct I/O writes them back first. Pages come
     * into being when they are first looked at; to be called while the world is built, with each of them.
     *
     * @param isDirty it is dirty already
     */
    public final void page(Inode inode, long page, boolean isDirty) {
        if (isDirty) {
            inode.mapping().setDirty(page);
            inode.nrpages().add(1);
        } else {
            inode.mapping().dirty(page);
        }
        inode.flusher((first, last) -> writeAndWaitRange(inode, first >> inode.blkbits(), last >> inode.blkbits()));
    }

    /**
     * {@code generic_perform_write} of one page, between {@code write_begin} and {@code write_end}; the caller has
     * locked.
     */
    public final void dirty(Inode inode, long page) {
        Mapping mapping = inode.mapping();
        mapping.lockPage(page);
        mapping.setDirty(page);
        mapping.unlockPage(page);
    }

    /**
     * {@code do_writepages}: the dirty pages of a range are written; nobody waits for them.
     *
     * @param wb number of this writeback in events
     * @param first first page
     */
    public final void writepages(int wb, Inode inode, long first, int pages) {
        kernel.say(new FileSystemEvent.Writeback(wb, first, pages, "writepages"));
        for (long page = first; page < first + pages; page++) {
            writepage(inode, page);
        }
        kernel.say(new FileSystemEvent.WritebackEnd(wb, 0));
    }

    private void writeAndWaitRange(Inode inode, long first, long last) {
        Mapping mapping = inode.mapping();
        List<Long> pages = mapping.pages(first, last);
        for (long page : pages) {
            if (mapping.dirty(page)) {
                writepages(-1, inode, page, 1);
            }
        }
        pages.forEach(mapping::waitOnWriteback);
    }

    /** One page, under its lock until it is under writeback: that keeps truncation from it. */
    private void writepage(Inode inode, long page) {
        Mapping mapping = inode.mapping();
        mapping.lockPage(page);
        if (!mapping.dirty(page)) {
            mapping.unlockPage(page);
            return;
        }
        mapping.waitOnWriteback(page);
        mapping.clearDirtyForIo(page);
        Target target = map(inode, page);
        mapping.setWriteback(page);
        mapping.unlockPage(page);
        Bio bio = new Bio(kernel, true, target.block() << inode.blkbits() - SECTOR_SHIFT,
                ended -> endBio(inode, page, ended, target.unwritten()));
        bio.addPage(new UserPages.Page(-1, page), inode.blockSize());
        bdev.submitBio(bio, -1, -1, -1, page << inode.blkbits());
    }

    /** {@code get_block} of {@code writepage}. */
    protected abstract Target map(Inode inode, long page);

    /** {@code end_buffer_async_write}: in an interrupt. */
    protected void endBio(Inode inode, long page, Bio bio, boolean unwritten) {
        endPageWriteback(inode, page, bio);
    }

    /** {@code end_page_writeback}, with {@code mapping_set_error} before it. */
    protected final void endPageWriteback(Inode inode, long page, Bio bio) {
        if (bio.error()) {
            kernel.say(new LogEvent.Log("page error"));
        }
        inode.mapping().endWriteback(page);
    }
}

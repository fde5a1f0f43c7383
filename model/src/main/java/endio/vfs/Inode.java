// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.InodeEvent;
import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Kernel;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.kernel.WaitQueue;
import org.jspecify.annotations.Nullable;

/** A {@code struct inode} with its {@code i_dio_count} protocol (fs/inode.c). */
public class Inode {
    private final Kernel kernel;
    private final ObjectId id;
    private final SuperBlock sb;
    private final int blkbits;
    private final Mutex iMutex;
    private final Atomic iDioCount;
    private final WaitQueue dioWakeup;
    private final Plain iSize;
    private final Plain nrpages;
    private @Nullable PageCache pages;
    private @Nullable Mapping mapping;
    private @Nullable Flusher flusher;

    /** Writes back a range of bytes, the last one inclusive, and waits for it. */
    public interface Flusher {
        /** {@code filemap_write_and_wait_range}. */
        void writeAndWait(long first, long last);
    }

    /**
     * @param blkbits log2 of the block size
     * @param size in bytes
     * @param cachedPages pages of it in the page cache
     */
    public Inode(Kernel kernel, SuperBlock sb, int blkbits, long size, long cachedPages) {
        this.kernel = kernel;
        this.id = kernel.machine().number("inode");
        this.sb = sb;
        this.blkbits = blkbits;
        this.iMutex = kernel.mutex(id, "i_mutex");
        this.iDioCount = kernel.atomic(id, "i_dio_count", 0);
        this.dioWakeup = kernel.waitQueue(id, "i_state.__I_DIO_WAKEUP");
        this.iSize = kernel.plain(id, "i_size", size);
        this.nrpages = kernel.plain(id, "i_mapping.nrpages", cachedPages);
    }

    /** The kernel it lives in. */
    protected final Kernel kernel() {
        return kernel;
    }

    /** The wait queue of {@code inode_dio_wait}. */
    protected final WaitQueue dioWakeup() {
        return dioWakeup;
    }

    /** Its identity. */
    public final ObjectId id() {
        return id;
    }

    /** Its number in events. */
    public final int ino() {
        return id.number();
    }

    /** {@code i_sb}. */
    public final SuperBlock sb() {
        return sb;
    }

    /** {@code i_blkbits}. */
    public final int blkbits() {
        return blkbits;
    }

    /** Block size in bytes. */
    public final long blockSize() {
        return 1L << blkbits;
    }

    /** {@code i_size}: plain here; the kernel reads it with {@code i_size_read}. */
    public final Plain iSize() {
        return iSize;
    }

    /** {@code i_mapping->nrpages}. */
    public final Plain nrpages() {
        return nrpages;
    }

    /** Its pages can be read in and dropped from here on; to be called while the world is built. */
    public final void pages(PageCache cache) {
        this.pages = cache;
    }

    /** {@code i_mapping}, as far as pages are dirty or under writeback; to be looked at first while the world is built. */
    public final Mapping mapping() {
        if (mapping == null) {
            mapping = new Mapping(kernel, id);
        }
        return mapping;
    }

    /** Whoever asks for its pages to be written back is heard from here on; to be called while the world is built. */
    public final void flusher(Flusher writes) {
        this.flusher = writes;
    }

    /** Whether anybody looks at its pages. */
    public final boolean hasPages() {
        return pages != null || flusher != null;
    }

    /** Whether pages of it can be dirty. */
    public final boolean hasDirtyPages() {
        return flusher != null;
    }

    /**
     * {@code truncate_pagecache}, {@code truncate_pagecache_range}: pages of the range go, dirty or not.
     *
     * @param first first page
     * @param last last page, inclusive
     */
    public final void truncatePagecache(long first, long last) {
        if (flusher != null) {
            mapping().truncatePagecache(first, last);
        }
        if (pages != null) {
            pages.invalidate(first, last);
        }
    }

    /** {@code mutex_lock(&inode->i_mutex)} on behalf of {@code req} (-1: of no request). */
    public void lock(int req) {
        iMutex.lock();
        kernel.say(new InodeEvent.InodeLock(ino(), req));
    }

    /** {@code mutex_unlock(&inode->i_mutex)}. */
    public void unlock(int req) {
        kernel.say(new InodeEvent.InodeUnlock(ino(), req));
        iMutex.unlock();
    }

    /**
     * {@code filemap_write_and_wait_range}: writes the dirty pages of a range and waits for them, if there can be any.
     *
     * @param first first byte
     * @param last last byte, inclusive
     * @return 0 or a negative errno
     */
    public int filemapWriteAndWaitRange(long first, long last) {
        if (flusher != null) {
            flusher.writeAndWait(first, last);
        }
        kernel.mightSleep("filemap_write_and_wait_range");
        return 0;
    }

    /**
     * {@code invalidate_inode_pages2_range}: drops the cached pages of a range. Here it can always be done; if nobody looks
     * at them, how many there are stays as it was.
     *
     * @param first first page
     * @param last last page, inclusive
     * @return 0 or a negative errno
     */
    public int invalidateInodePages2Range(long first, long last) {
        kernel.mightSleep("invalidate_inode_pages2_range");
        if (pages != null) {
            pages.invalidate(first, last);
        }
        return 0;
    }

    /** {@code filemap_range_has_page}, for a file of which either the whole range is cached or nothing. */
    public boolean filemapRangeHasPage(long first, long last) {
        return nrpages.load() != 0;
    }

    /** {@code filemap_range_needs_writeback}: whether pages of the range are dirty. Here none are. */
    public boolean filemapRangeNeedsWriteback(long first, long last) {
        return false;
    }

    /**
     * {@code vfs_fsync_range} on an open file: 0 or a negative errno.
     *
     * @param first first byte
     * @param last last byte, inclusive
     */
    public int vfsFsyncRange(long first, long last, boolean datasync) {
        kernel.mightSleep("vfs_fsync_range");
        return 0;
    }

    /** {@code atomic_inc(&inode->i_dio_count)}; {@code inode_dio_begin} since v4.1. */
    public void dioBegin() {
        kernel.say(new InodeEvent.InodeDioGet(ino(), iDioCount.inc()));
    }

    /** {@code inode_dio_done} (fs/inode.c): one decrement; whoever brings it to 0 wakes. */
    public void dioDone() {
        long count = iDioCount.decReturn();
        kernel.say(new InodeEvent.InodeDioDone(ino(), count));
        if (count == 0) {
            dioWakeup.wakeUp();
        }
    }

    /** {@code atomic_read(&inode->i_dio_count)}. */
    public final long dioCount() {
        return iDioCount.read();
    }

    /**
     * {@code inode_dio_wait} (fs/inode.c): returns when no direct I/O is in flight. The caller holds a lock that keeps new
     * ones out.
     */
    public void dioWait() {
        kernel.mightSleep("inode_dio_wait");
        kernel.say(new InodeEvent.DioWaitBegin(ino()));
        if (iDioCount.read() != 0) {
            dioWaitSlow();
        }
        kernel.say(new InodeEvent.DioWaitEnd(ino()));
    }

    /** {@code __inode_dio_wait}. */
    protected void dioWaitSlow() {
        do {
            dioWakeup.prepareToWait();
            if (iDioCount.read() != 0) {
                kernel.current().schedule("inode_dio_wait");
            }
        } while (iDioCount.read() != 0);
        dioWakeup.finishWait();
    }
}

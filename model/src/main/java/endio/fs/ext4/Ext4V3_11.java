// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.directio.DirectIo;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * ext4 of the parent of 7b7a8665edd8 (v3.11): an io_end for every asynchronous direct write, which completes it when its last
 * reference goes. One object is one mount; call {@link #fillSuper} before anything else.
 */
public class Ext4V3_11 extends Truncation {
    private static final Set<WorkQueue.Flag> CONVERSION_WQ = Set.of(WorkQueue.Flag.MEM_RECLAIM, WorkQueue.Flag.UNBOUND);

    private final SuperBlock sb;
    private @Nullable WorkQueue rsvConversionWq;
    private @Nullable WorkQueue unrsvConversionWq;

    /**
     * A mount of {@code bdev}.
     *
     * @param core the direct-I/O core of the same kernel
     * @param journal who refuses handles
     */
    public Ext4V3_11(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
        super(kernel, core, bdev, options, journal);
        this.sb = sb;
    }

    /** A mount of {@code bdev} whose journal fails when the kernel's faults say so. */
    public Ext4V3_11(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        this(kernel, sb, core, bdev, options, new Journal(kernel));
    }

    /** The super block. */
    public final SuperBlock sb() {
        return sb;
    }

    @Override
    protected final @Nullable WorkQueue rsvConversionWq() {
        return rsvConversionWq;
    }

    @Override
    protected final @Nullable WorkQueue unrsvConversionWq() {
        return unrsvConversionWq;
    }

    /** {@code ext4_fill_super} (fs/ext4/super.c), as far as the conversion queues go. */
    public void fillSuper() {
        fillSuper(true);
    }

    /** Makes the queue of conversions with a reserved handle, and the one without if {@code unrsv}. */
    protected final void fillSuper(boolean unrsv) {
        rsvConversionWq = kernel().allocWorkqueue("rsv", CONVERSION_WQ, 1, -1);
        if (unrsv) {
            unrsvConversionWq = kernel().allocWorkqueue("unrsv", CONVERSION_WQ, 1, -1);
        }
    }

    /**
     * {@code ext4_iget}: an inode of this mount, ready for use. To be called while the world is built.
     *
     * @param blkbits log2 of the block size; a page has this size, too
     * @param size in bytes, in core and on disk
     * @param cachedPages pages of it in the page cache
     * @param blocks makes its block map, knowing the inode's identity
     */
    public final Ext4Inode iget(int blkbits, long size, long cachedPages, Function<Inode, BlockMap> blocks) {
        Ext4Inode inode = newInode(blkbits, size, cachedPages, blocks);
        allocInode(inode);
        return inode;
    }

    /** The inode type of this generation. */
    protected Ext4Inode newInode(int blkbits, long size, long cachedPages, Function<Inode, BlockMap> blocks) {
        return new Ext4Inode(kernel(), sb, blkbits, size, cachedPages, blocks);
    }

    /** {@code ext4_alloc_inode} (fs/ext4/super.c): the work items of a new inode. {@link #iget} has called it. */
    public void allocInode(Ext4Inode inode) {
        inode.iRsvConversionWork.init(() -> endIoRsvWork(inode));
        inode.iUnrsvConversionWork.init(() -> endIoUnrsvWork(inode));
    }

    /** {@code ext4_sync_fs}, {@code ext4_sync_fs_nojournal} (fs/ext4/super.c): queued conversions first, then the journal. */
    public int syncFs() {
        kernel().say(new FileSystemEvent.SyncBegin("sync_fs"));
        flushConversions();
        if (options().journal()) {
            journal().commit();
        }
        kernel().say(new FileSystemEvent.SyncEnd("sync_fs", 0));
        return 0;
    }

    /** The flushes of {@code ext4_sync_fs}. */
    protected void flushConversions() {
        wq(rsvConversionWq).flush();
        wq(unrsvConversionWq).flush();
    }

    /** Follows the pointer to a queue. */
    protected final WorkQueue wq(@Nullable WorkQueue queue) {
        return kernel().follow(queue, "workqueue", "flush_workqueue");
    }

    /**
     * {@code ext4_sync_file} (fs/ext4/fsync.c): writes and waits for pages, then for the commit. Direct I/O is not waited for:
     * what was completed before must be converted already.
     *
     * @param first first page
     * @param last last page, inclusive
     */
    public int syncFile(Ext4Inode inode, long first, long last) {
        kernel().say(new FileSystemEvent.SyncBegin("fsync"));
        kernel().mightSleep("fsync");
        writeAndWaitRange(inode, first, last);
        if (options().journal()) {
            journal().commit();
        }
        kernel().say(new FileSystemEvent.SyncEnd("fsync", 0));
        return 0;
    }

    /**
     * {@code generic_shutdown_super} (fs/super.c): nobody has a file open. Inodes go, then what the core left in the super
     * block, then the file system's own.
     */
    public void umount(List<Ext4Inode> inodes) {
        syncFs();
        for (Ext4Inode inode : inodes) {
            evictInode(inode, false);
        }
        destroyDioDoneWq();
        putSuper();
    }

    /**
     * {@code ext4_evict_inode} (fs/ext4/inode.c): writeback has ended, and no io_end may be left.
     *
     * @param unlinked it has no name, so its blocks go
     */
    public void evictInode(Ext4Inode inode, boolean unlinked) {
        inode.mapping().truncatePagecache(0, Long.MAX_VALUE);
        kernel().warnOn(inode.iIoendCount.read() != 0, "i_ioend_count at eviction");
        if (unlinked) {
            ext4Truncate(inode, 0);
        }
        kernel().say(new InodeEvent.Evict(inode.ino()));
    }

    /** The part of {@code generic_shutdown_super} about the core's queue: there is none before v3.12. */
    protected void destroyDioDoneWq() {}

    /** {@code ext4_put_super} (fs/ext4/super.c): the conversion queues go before the journal that their items need. */
    protected void putSuper() {
        kernel().say(new FileSystemEvent.PutSuper());
        destroyConversionWqs();
        if (options().journal()) {
            journal().destroy();
        }
    }

    /** The queues in {@code ext4_put_super}. */
    protected void destroyConversionWqs() {
        wq(unrsvConversionWq).destroy();
        wq(rsvConversionWq).destroy();
    }
}

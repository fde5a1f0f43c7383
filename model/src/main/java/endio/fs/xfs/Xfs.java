// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.RequestEvent;
import endio.iomap.IomapDio;
import endio.iomap.IomapDioOps;
import endio.iomap.IomapDirectIo;
import endio.iomap.IomapOps;
import endio.iomap.IovIter;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.vfs.BlockDevice;
import endio.vfs.BlockTable;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * XFS on the iomap engine (fs/xfs/xfs_file.c, xfs_iops.c of v4.15; the end of a write has been the same since). A write
 * inside the file or at its end shares the inode's lock and may be asynchronous, also when it extends the file: {@code
 * end_io} makes the size grow, after the conversion. One object is one mount.
 */
public class Xfs extends XfsIomap {
    private final SuperBlock sb;
    private final IomapDirectIo engine;
    private final BlockDevice bdev;
    private final UserPages userPages;
    private final IomapOps ops = new IomapOps(this::fileIomapBegin, null);
    /** Null if no page is written through the page cache. */
    private @Nullable XfsAops aops;

    /** A mount of {@code bdev} over the iomap engine of its kernel. */
    public Xfs(Kernel kernel, SuperBlock sb, IomapDirectIo engine, BlockDevice bdev, UserPages userPages) {
        super(kernel);
        this.sb = sb;
        this.engine = engine;
        this.bdev = bdev;
        this.userPages = userPages;
    }

    /** {@code sb->s_bdev}. */
    protected final BlockDevice bdev() {
        return bdev;
    }

    /** Its writeback. */
    protected XfsAops aops(WorkQueue mUnwrittenWorkqueue) {
        return new XfsAops(kernel(), this, bdev, mUnwrittenWorkqueue);
    }

    /** {@code m_unwritten_workqueue} ({@code xfs_init_mount_workqueues}), if the mount has none yet. */
    WorkQueue unwrittenWorkqueue() {
        return kernel().follow(kernel().allocWorkqueue("xfs-conv", Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, -1), "workqueue",
                "xfs_init_mount_workqueues");
    }

    /** A page that is written through the page cache, as in {@link WriteCachePages#page}. */
    public final void page(XfsInode ip, long page, boolean isDirty) {
        if (aops == null) {
            aops = aops(unwrittenWorkqueue());
        }
        if (!ip.hasDirtyPages()) {
            aops.prepare(ip);
        }
        aops.page(ip, page, isDirty);
    }

    private XfsAops pages() {
        return kernel().follow(aops, "a_ops", "xfs_address_space_operations");
    }

    /** {@code xfs_file_buffered_aio_write} of a page. What it needs of the file is promised, and allocated by writeback. */
    public final void bufferedWrite(XfsInode ip, long page) {
        ip.lock(-1);
        pages().dirty(ip, page);
        ip.unlock(-1);
    }

    /** {@code xfs_vm_writepages}. */
    public final void vmWritepages(int wb, XfsInode ip, long first, int pages) {
        pages().writepages(wb, ip, first, pages);
    }

    /**
     * {@code xfs_file_dio_aio_read}, from the system call on.
     *
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    public long fileDioAioRead(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        issue(ip, iocb, false, iov);
        ip.lockShared(iocb.req());
        IovIter to = new IovIter(kernel(), userPages, iocb.req(), false, iov);
        long ret = engine.iomapDioRw(iocb, ip, bdev, to, ops, null, Set.of(), 0);
        ip.unlockShared(iocb.req());
        return returned(iocb, ret);
    }

    /**
     * {@code xfs_file_dio_aio_write}, from the system call on. What is not aligned to blocks, or begins beyond the end,
     * runs alone.
     *
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    public long fileDioAioWrite(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        issue(ip, iocb, true, iov);
        long pos = iocb.kiPos().load();
        long ret = unaligned(ip, pos, length(iov)) ? dioWriteUnaligned(ip, iocb, iov) : dioWriteAligned(ip, iocb, iov);
        // What is left goes through the page cache, which is not modelled: the count tells what direct I/O did.
        return returned(iocb, ret == -Errno.ENOTBLK ? 0 : ret);
    }

    /** Whether a block is written in part: {@code (pos | count) & mp->m_blockmask}. */
    protected static boolean unaligned(XfsInode ip, long pos, long count) {
        return ((pos | count) & (ip.blockSize() - 1)) != 0;
    }

    /** {@code xfs_file_dio_aio_write}, of whole blocks. */
    private long dioWriteAligned(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        if (iocb.kiPos().load() > ip.iSize().load()) {
            ip.lock(iocb.req());
            ip.dioWait();
            long ret = dioWrite(ip, iocb, iov, Set.of());
            ip.unlock(iocb.req());
            return ret;
        }
        ip.lockShared(iocb.req());
        long ret = dioWrite(ip, iocb, iov, Set.of());
        ip.unlockShared(iocb.req());
        return ret;
    }

    /**
     * {@code xfs_file_dio_aio_write}, of parts of blocks, which are zeroed around that: waits for all that is in flight.
     * What is aligned and comes after it does not wait for it.
     */
    protected long dioWriteUnaligned(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        ip.lock(iocb.req());
        drain(ip);
        long ret = dioWrite(ip, iocb, iov, Set.of());
        ip.unlock(iocb.req());
        return ret;
    }

    /** {@code inode_dio_wait} of an unaligned write. */
    protected void drain(XfsInode ip) {
        ip.dioWait();
    }

    /** {@code iomap_dio_rw} for a write. */
    protected final long dioWrite(XfsInode ip, Kiocb iocb, List<IoVec> iov, Set<IomapDirectIo.Flag> flags) {
        IovIter from = new IovIter(kernel(), userPages, iocb.req(), true, iov);
        IomapDioOps dops = new IomapDioOps((io, size, error, met) -> dioWriteEndIo(ip, io, size, error, met), null);
        return engine.iomapDioRw(iocb, ip, bdev, from, ops, dops, flags, 0);
    }

    /** {@code iov_length}. */
    protected static long length(List<IoVec> iov) {
        return iov.stream().mapToLong(IoVec::len).sum();
    }

    /** {@code xfs_dio_write_end_io}: conversion, then the sizes. May sleep. */
    protected int dioWriteEndIo(XfsInode ip, Kiocb iocb, long size, int error, long flags) {
        if (error != 0 || size == 0) {
            return error;
        }
        long offset = iocb.kiPos().load();
        if ((flags & IomapDio.UNWRITTEN) != 0) {
            return iomapWriteUnwritten(ip, iocb.req(), offset, size);
        }
        return growInCore(ip, offset + size) ? setfilesize(ip, offset + size) : 0;
    }

    /** The request enters the file system. */
    protected final void issue(XfsInode ip, Kiocb iocb, boolean write, List<IoVec> iov) {
        kernel().say(new RequestEvent.Issue(iocb.req(), ip.ino(), write, iocb.sync(), iocb.kiPos().load(), length(iov),
                false, ip.iSize().load(), ip.blkbits()));
    }

    /** The submission returns: its caller reports what nobody else will. */
    protected final long returned(Kiocb iocb, long ret) {
        kernel().say(new RequestEvent.Return(iocb.req(), ret));
        if (ret != -Errno.EIOCBQUEUED) {
            iocb.returned(ret);
        }
        return ret;
    }

    /**
     * A buffered read of one block that is not in the page cache: {@code xfs_get_blocks} without the inode's lock.
     *
     * @return {@code written}, {@code unwritten} or {@code hole}
     */
    public String readpage(XfsInode ip, long lblk) {
        ip.iLock.downRead();
        long state = ip.blocks.state(lblk).load();
        String saw = state == BlockTable.WRITTEN ? "written" : state == BlockTable.UNWRITTEN ? "unwritten" : "hole";
        kernel().say(new InodeEvent.ReadSaw(ip.ino(), lblk, saw));
        ip.iLock.upRead();
        return saw;
    }

    /**
     * {@code xfs_vn_setattr_size}, its shrinking half: no direct I/O may be in flight, then the size, then the blocks.
     */
    public void setattrSize(XfsInode ip, long size) {
        ip.lock(-1);
        ip.dioWait();
        ip.iSize().store(size);
        kernel().say(new InodeEvent.SetIsize(ip.ino(), size));
        long first = (size + ip.blockSize() - 1) >> ip.blkbits();
        ip.truncatePagecache(first, Long.MAX_VALUE);
        int handle = transAlloc();
        ip.iLock.downWrite();
        ip.diSize.store(size);
        remove(ip, first, ip.blocks.blocks());
        transCommit(handle);
        ip.iLock.upWrite();
        ip.unlock(-1);
    }

    /** {@code xfs_free_file_space}: a hole is punched, once no direct I/O is in flight. */
    public void freeFileSpace(XfsInode ip, long first, long len) {
        ip.lock(-1);
        ip.dioWait();
        flushUnmapRange(ip, first, len);
        int handle = transAlloc();
        ip.iLock.downWrite();
        remove(ip, first, first + len);
        transCommit(handle);
        ip.iLock.upWrite();
        ip.unlock(-1);
    }

    /** {@code xfs_flush_unmap_range}, {@code xfs_flushinval_pages} before: pages are written, and go. */
    private static void flushUnmapRange(XfsInode ip, long first, long len) {
        if (ip.hasPages()) {
            ip.filemapWriteAndWaitRange(first << ip.blkbits(), (first + len << ip.blkbits()) - 1);
            ip.truncatePagecache(first, first + len - 1);
        }
    }

    /** {@code xfs_fs_evict_inode} and {@code xfs_inactive}: nobody has the file open, and it has no name. */
    public void inactive(XfsInode ip) {
        int handle = transAlloc();
        ip.iLock.downWrite();
        remove(ip, 0, ip.blocks.blocks());
        transCommit(handle);
        ip.iLock.upWrite();
        kernel().say(new InodeEvent.Evict(ip.ino()));
    }

    /** {@code xfs_file_fallocate}: direct I/O is not waited for before 249bd9087a52 (v5.5). */
    public void fallocate(XfsInode ip, long first, long len) {
        ip.lock(-1);
        allocFileSpace(ip, first, len);
        ip.unlock(-1);
    }

    /** {@code xfs_alloc_file_space}: holes become unwritten blocks. */
    protected final void allocFileSpace(XfsInode ip, long first, long len) {
        allocate(ip, first, Math.min(first + len, ip.blocks.blocks()));
    }

    private void remove(XfsInode ip, long first, long end) {
        kernel().say(new InodeEvent.TruncateBegin(ip.ino(), first));
        for (long block = first; block < Math.min(end, ip.blocks.blocks()); block++) {
            ip.blocks.state(block).store(BlockTable.HOLE);
        }
        kernel().say(new InodeEvent.TruncateEnd(ip.ino(), first));
    }

    /**
     * {@code xfs_file_fsync}: dirty pages are written and waited for. Direct I/O is not; what was completed before is in the log
     * that is forced.
     */
    public void fileFsync(XfsInode ip) {
        kernel().say(new FileSystemEvent.SyncBegin("fsync"));
        if (ip.hasDirtyPages()) {
            ip.filemapWriteAndWaitRange(0, Long.MAX_VALUE);
        }
        kernel().mightSleep("xfs_log_force");
        kernel().say(new FileSystemEvent.SyncEnd("fsync", 0));
    }

    /** {@code xfs_fs_sync_fs}. */
    public void syncFs() {
        kernel().say(new FileSystemEvent.SyncBegin("sync_fs"));
        kernel().mightSleep("xfs_log_force");
        kernel().say(new FileSystemEvent.SyncEnd("sync_fs", 0));
    }

    /**
     * {@code generic_shutdown_super}: nobody has a file open. Pages are written, inodes go, then the queue of completions, then the log.
     */
    public void umount(List<XfsInode> inodes) {
        inodes.stream().filter(XfsInode::hasDirtyPages).forEach(ip -> ip.filemapWriteAndWaitRange(0, Long.MAX_VALUE));
        inodes.forEach(ip -> kernel().say(new InodeEvent.Evict(ip.ino())));
        WorkQueue wq = sb.sDioDoneWq().load();
        if (wq != null) {
            wq.destroy();
            sb.sDioDoneWq().store(null);
        }
        kernel().say(new FileSystemEvent.PutSuper());
        kernel().say(new FileSystemEvent.JournalDestroy());
    }
}

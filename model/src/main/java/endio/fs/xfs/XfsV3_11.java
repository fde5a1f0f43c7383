// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.directio.DirectIo;
import endio.event.Errno;
import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.kernel.Slab;
import endio.kernel.WorkQueue;
import endio.vfs.BlockDevice;
import endio.vfs.BlockTable;
import endio.vfs.BufferHead;
import endio.vfs.DioIodone;
import endio.vfs.Filemap;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * XFS over fs/direct-io.c, in the parent of 7b7a8665edd8 (fs/xfs/xfs_aops.c): an ioend for every direct write, which
 * completes it, by a worker if it has to convert or to grow the size on disk.
 */
public class XfsV3_11 extends Xfs {
    private final DirectIo core;
    private final BlockDevice bdev;
    private final Slab ioendPool;
    private final WorkQueue mUnwrittenWorkqueue;
    private final WorkQueue mDataWorkqueue;

    /** A mount of {@code bdev} over the direct-I/O core of its kernel. */
    public XfsV3_11(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev) {
        super(kernel, sb, (iocb, inode, dev, iter, ops, dops, flags, done) -> {
            throw new IllegalStateException("this XFS does its direct I/O through fs/direct-io.c");
        }, bdev, UserPages.of(kernel));
        this.core = core;
        this.bdev = bdev;
        this.ioendPool = kernel.slab("ioend");
        this.mUnwrittenWorkqueue = workqueue(kernel, "xfs-conv");
        this.mDataWorkqueue = workqueue(kernel, "xfs-data");
    }

    private static WorkQueue workqueue(Kernel kernel, String name) {
        return kernel.follow(kernel.allocWorkqueue(name, Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, -1), "workqueue",
                "xfs_init_mount_workqueues");
    }

    @Override
    WorkQueue unwrittenWorkqueue() {
        return mUnwrittenWorkqueue;
    }

    /** {@code xfs_file_aio_read}: shares the inode's lock. */
    @Override
    public long fileDioAioRead(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        issue(ip, iocb, false, iov);
        ip.lockShared(iocb.req());
        flushBeforeRead(ip, iocb, iov);
        long ret = blockdevDirectIo(false, ip, iocb, iov, null);
        ip.unlockShared(iocb.req());
        return returned(iocb, ret);
    }

    /** {@code xfs_flushinval_pages}, {@code generic_file_aio_read}: dirty pages of the range are written first. */
    private static void flushBeforeRead(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        if (ip.hasDirtyPages()) {
            long pos = iocb.kiPos().load();
            ip.filemapWriteAndWaitRange(pos, pos + length(iov) - 1);
        }
    }

    /** {@code xfs_file_dio_aio_write}: what is unaligned or begins beyond the end is submitted alone. */
    @Override
    public long fileDioAioWrite(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        issue(ip, iocb, true, iov);
        long pos = iocb.kiPos().load();
        long count = length(iov);
        boolean unaligned = unaligned(ip, pos, count);
        boolean alone = unaligned || pos > ip.iSize().load();
        if (alone) {
            ip.lock(iocb.req());
        } else {
            ip.lockShared(iocb.req());
        }
        if (unaligned) {
            drain(ip);
        }
        long ret = Filemap.genericFileDirectWrite(ip, pos, count, () -> vmDirectIo(ip, iocb, iov));
        if (alone) {
            ip.unlock(iocb.req());
        } else {
            ip.unlockShared(iocb.req());
        }
        return returned(iocb, core.syncSubmitted(kernel(), iocb, ip, pos, count, ret));
    }

    /** {@code xfs_vm_direct_IO}, a write: an ioend whose memory is always there; who never got to its end takes it down. */
    protected long vmDirectIo(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        long end = iocb.kiPos().load() + length(iov);
        XfsIoend ioend = new XfsIoend(kernel(), ioendPool.alloc(iocb.req()), ip, end > ip.diSize.load());
        iocb.priv().store(ioend);
        long ret = blockdevDirectIo(true, ip, iocb, iov,
                (io, offset, bytes, priv, res, async) -> endIoDirectWrite(io, offset, bytes, priv, res, async));
        if (ret != -Errno.EIOCBQUEUED && iocb.priv().load() != null) {
            destroyIoend(ioend);
        }
        return ret;
    }

    private long blockdevDirectIo(boolean write, XfsInode ip, Kiocb iocb, List<IoVec> iov, @Nullable DioIodone endIo) {
        return blockdevDirectIo(write, ip, iocb, iov, endIo, Set.of());
    }

    /** {@code __blockdev_direct_IO} with {@code xfs_get_blocks_direct}. */
    protected final long blockdevDirectIo(boolean write, XfsInode ip, Kiocb iocb, List<IoVec> iov,
            @Nullable DioIodone endIo, Set<DirectIo.Flag> flags) {
        GetBlock getBlock = (inode, req, iblock, bh, create) -> getBlocksDirect(ip, iblock, bh, create);
        return core.blockdevDirectIo(write, iocb, ip, bdev, iov, iocb.kiPos().load(), getBlock, endIo, null, flags);
    }

    /** {@code xfs_get_blocks_direct}: a hole that is written is allocated as unwritten; {@code b_private} tells of it. */
    private int getBlocksDirect(XfsInode ip, long iblock, BufferHead bh, boolean create) {
        if (kernel().faults().happens(kernel().machine(), "get_block")) {
            return -Errno.EIO;
        }
        long end = Math.min(iblock + (bh.bSize >> ip.blkbits()), ip.blocks.blocks());
        ip.iLock.downRead();
        long state = ip.blocks.state(iblock).load();
        ip.iLock.upRead();
        if (state == BlockTable.HOLE && create) {
            allocate(ip, iblock, end);
            state = BlockTable.UNWRITTEN;
        }
        ip.iLock.downRead();
        bh.bSize = run(ip, iblock, end, state) << ip.blkbits();
        ip.iLock.upRead();
        if (state == BlockTable.UNWRITTEN) {
            bh.set(BufferHead.State.UNWRITTEN);
        }
        if (state == BlockTable.WRITTEN || state == BlockTable.UNWRITTEN && create) {
            bh.bBlocknr = ip.blocks.startblock(iblock);
            bh.set(BufferHead.State.MAPPED);
        }
        if (create && (state == BlockTable.UNWRITTEN || iblock << ip.blkbits() >= ip.iSize().load())) {
            bh.set(BufferHead.State.NEW);
        }
        if (state == BlockTable.UNWRITTEN && create) {
            unwritten(ip, bh);
        } else if (create) {
            written(ip, iblock, bh);
        }
        return 0;
    }

    /** The part of {@code __xfs_get_blocks} for a direct write of unwritten blocks. */
    protected void unwritten(XfsInode ip, BufferHead bh) {
        bh.bPrivate = ip;
    }

    /** The part of {@code __xfs_get_blocks} for a direct write of written blocks: the ioend knows what is due. */
    protected void written(XfsInode ip, long iblock, BufferHead bh) {}

    /**
     * {@code xfs_end_io_direct_write}: in the interrupt, as a rule. A synchronous request does the rest at once.
     *
     * @param ret result so far
     */
    protected long endIoDirectWrite(Kiocb iocb, long offset, long size, @Nullable Object priv, long ret, boolean async) {
        XfsIoend ioend = begin(iocb, offset, size, priv);
        ioend.iocb = iocb;
        ioend.result = ret;
        ioend.isasync = async;
        if (async) {
            finishIoend(ioend);
        } else {
            finishIoendSync(ioend);
        }
        return 0;
    }

    /** The first part of {@code xfs_end_io_direct_write}. */
    protected final XfsIoend begin(Kiocb iocb, long offset, long size, @Nullable Object priv) {
        XfsIoend ioend = (XfsIoend) kernel().follow(iocb.priv().load(), "iocb->private", "xfs_end_io_direct_write");
        XfsInode ip = ioend.inode;
        if (offset + size > ip.iSize().load()) {
            ip.iSize().store(offset + size);
            kernel().say(new InodeEvent.SetIsize(ip.ino(), offset + size));
        }
        iocb.priv().store(null);
        ioend.req = iocb.req();
        ioend.offset = offset;
        ioend.size = size;
        ioend.unwritten = priv != null && size > 0;
        return ioend;
    }

    /** {@code xfs_finish_ioend}: the last one hands over to a worker what may sleep. */
    private void finishIoend(XfsIoend ioend) {
        if (ioend.unwritten || ioend.append()) {
            ioend.work.init(() -> endIo(ioend));
            WorkQueue.queueWork(kernel(), ioend.unwritten ? mUnwrittenWorkqueue : mDataWorkqueue, ioend.work);
        } else {
            destroyIoend(ioend);
        }
    }

    /** {@code xfs_finish_ioend_sync}. */
    protected final void finishIoendSync(XfsIoend ioend) {
        endIo(ioend);
    }

    /** {@code xfs_end_io}: conversion, or the size on disk. No data error has found its way here. */
    private void endIo(XfsIoend ioend) {
        if (ioend.unwritten) {
            ioend.error = iomapWriteUnwritten(ioend.inode, ioend.req, ioend.offset, ioend.size);
        } else if (ioend.append()) {
            ioend.error = setfilesize(ioend.inode, ioend.offset + ioend.size);
        }
        destroyIoend(ioend);
    }

    /** {@code xfs_destroy_ioend}: completes the request, with the error of the conversion. */
    private void destroyIoend(XfsIoend ioend) {
        Kiocb iocb = ioend.iocb;
        if (iocb != null) {
            ioend.inode.dioDone();
            if (ioend.isasync) {
                iocb.aioComplete(ioend.error != 0 ? ioend.error : ioend.result);
            }
        }
        ioendPool.free(ioend.id);
    }

    /** {@code xfs_destroy_mount_workqueues}, when the inodes and the core's queue are gone. */
    @Override
    public void umount(List<XfsInode> inodes) {
        super.umount(inodes);
        mDataWorkqueue.destroy();
        mUnwrittenWorkqueue.destroy();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.directio.DirectIo;
import endio.event.Errno;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.BlockTable;
import endio.vfs.BufferHead;
import endio.vfs.Filemap;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OCFS2 in the parent of 7b7a8665edd8 (fs/ocfs2/aops.c, file.c): only blocks that are written already are written directly.
 * {@code end_io} drops the cluster lock, and for an unaligned write the inode's mutex, where the last bio ends; then {@code
 * i_dio_count}; then it completes. One object is one mount.
 */
public class Ocfs2V3_11 extends Ocfs2File {
    private final DirectIo core;
    private final BlockDevice bdev;

    /** What {@code end_io} has to give up: the bits that OCFS2 keeps in {@code iocb->private}. */
    protected record IocbLocks(boolean unalignedAio) {}

    /** A mount of {@code bdev} over the direct-I/O core of its kernel. */
    public Ocfs2V3_11(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev) {
        super(kernel, sb, bdev);
        this.core = core;
        this.bdev = bdev;
    }

    /**
     * {@code ocfs2_file_aio_read} of a file opened with {@code O_DIRECT}.
     *
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    public long fileAioRead(Ocfs2Inode ip, Kiocb iocb, List<IoVec> iov) {
        issue(ip, iocb, false, iov);
        ip.ipRwLockres.lock();
        if (ip.hasDirtyPages()) {
            ip.filemapWriteAndWaitRange(iocb.kiPos().load(), iocb.kiPos().load() + length(iov) - 1);
        }
        iocb.priv().store(new IocbLocks(false));
        long ret = directIo(false, ip, iocb, iov);
        if (ret != -Errno.EIOCBQUEUED && iocb.priv().load() != null) {
            ip.ipRwLockres.unlock();
        }
        return returned(iocb, ret);
    }

    /**
     * {@code ocfs2_file_aio_write} of a file opened with {@code O_DIRECT}: {@code i_mutex} until it returns, the cluster
     * lock until {@code end_io}.
     *
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    public long fileAioWrite(Ocfs2Inode ip, Kiocb iocb, List<IoVec> iov) {
        issue(ip, iocb, true, iov);
        long pos = iocb.kiPos().load();
        long count = length(iov);
        ip.lock(iocb.req());
        ip.ipRwLockres.lock();
        long ret = 0;
        if (canDoDirect(ip, pos, count)) {
            boolean unaligned = !iocb.sync() && isIoUnaligned(ip, pos, count);
            if (unaligned) {
                unalignedAio(ip, iocb);
            }
            ret = writeLocked(ip, iocb, iov, unaligned);
        } else {
            // The page cache takes it, which is not modelled: the count tells what direct I/O did.
            ip.ipRwLockres.unlock();
        }
        ip.unlock(iocb.req());
        return returned(iocb, core.syncSubmitted(kernel(), iocb, ip, pos, count, ret));
    }

    /** The middle of {@code ocfs2_file_aio_write}: whoever ends the request gives up the locks, or nobody has yet. */
    private long writeLocked(Ocfs2Inode ip, Kiocb iocb, List<IoVec> iov, boolean unaligned) {
        IocbLocks locks = new IocbLocks(unaligned && ownsUnalignedAio());
        iocb.priv().store(locks);
        long ret = Filemap.genericFileDirectWrite(ip, iocb.kiPos().load(), length(iov),
                () -> directIo(true, ip, iocb, iov));
        if (ret != -Errno.EIOCBQUEUED && iocb.priv().load() != null) {
            if (locks.unalignedAio()) {
                ip.ipUnalignedAio.unlock();
            }
            ip.ipRwLockres.unlock();
        }
        return ret;
    }

    /** {@code ocfs2_prepare_inode_for_write}: no hole, no unwritten block, nothing beyond the end. */
    protected boolean canDoDirect(Ocfs2Inode ip, long pos, long count) {
        if (pos + count > ip.iSize().load()) {
            return false;
        }
        ip.ipAllocSem.downRead();
        boolean written = true;
        for (long block = pos >> ip.blkbits(); block << ip.blkbits() < pos + count; block++) {
            written &= ip.blocks.state(block).load() == BlockTable.WRITTEN;
        }
        ip.ipAllocSem.upRead();
        return written;
    }

    private static boolean isIoUnaligned(Ocfs2Inode ip, long pos, long count) {
        return ((pos | count) & (ip.blockSize() - 1)) != 0;
    }

    /** An unaligned asynchronous write waits for the one before it: a mutex that {@code end_io} unlocks. */
    protected void unalignedAio(Ocfs2Inode ip, Kiocb iocb) {
        ip.ipUnalignedAio.lock();
    }

    /** Whether an unaligned asynchronous write holds the mutex. */
    protected boolean ownsUnalignedAio() {
        return true;
    }

    /** {@code ocfs2_direct_IO}: neither locks nor fills holes. */
    protected final long directIo(boolean write, Ocfs2Inode ip, Kiocb iocb, List<IoVec> iov) {
        return core.blockdevDirectIo(write, iocb, ip, bdev, iov, iocb.kiPos().load(), this::getBlock,
                (io, offset, bytes, priv, ret, async) -> dioEndIo(ip, io, offset, bytes, priv, ret, async), null,
                Set.of());
    }

    /** {@code ocfs2_direct_IO_get_blocks}: a write was looked at before, so it meets no hole unless somebody made one. */
    protected int getBlock(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        Ocfs2Inode ip = (Ocfs2Inode) inode;
        long state = extentMapGetBlocks(ip, iblock, bh);
        if (state == BlockTable.WRITTEN) {
            return 0;
        }
        return create ? -Errno.EIO : 0;
    }

    /**
     * {@code ocfs2_dio_end_io}: where the last bio ends.
     *
     * @param ret result so far
     */
    protected long dioEndIo(Ocfs2Inode ip, Kiocb iocb, long offset, long bytes, @Nullable Object priv, long ret,
            boolean async) {
        dropLocks(ip, iocb);
        ip.dioDone();
        if (async) {
            iocb.aioComplete(ret);
        }
        return 0;
    }

    /** The part of {@code ocfs2_dio_end_io} that other nodes, and the next unaligned write, wait for. */
    protected final void dropLocks(Ocfs2Inode ip, Kiocb iocb) {
        IocbLocks locks = (IocbLocks) iocb.priv().load();
        kernel().bugOn(locks == null, "the submitter has unlocked before ocfs2_dio_end_io");
        iocb.priv().store(null);
        if (locks != null && locks.unalignedAio()) {
            ip.ipUnalignedAio.unlock();
        }
        ip.ipRwLockres.unlock();
    }
}

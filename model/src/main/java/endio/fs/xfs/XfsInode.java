// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.kernel.ListHead;
import endio.kernel.Plain;
import endio.kernel.RwSem;
import endio.kernel.SpinLock;
import endio.kernel.Work;
import endio.vfs.BlockTable;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.List;

/** {@code struct xfs_inode} (fs/xfs/xfs_inode.h) with the inode in it, and its block map. */
public final class XfsInode extends Inode {
    /** {@code i_lock}: guards the block map and the size on disk. */
    final RwSem iLock;
    /** {@code i_flags_lock}: guards the growth of {@code i_size} by direct writes. */
    final SpinLock iFlagsLock;
    /** {@code i_d.di_size}: size on disk. */
    final Plain diSize;
    /** {@code i_ioend_lock}: guards {@link #iIoendList}; from v5.2 on. */
    final SpinLock iIoendLock;
    /** {@code i_ioend_list}: writeback that has to be converted. */
    final ListHead<XfsAops.Ioend> iIoendList;
    /** {@code i_ioend_work}: converts it. */
    final Work iIoendWork;
    private final RwSem iRwsem;
    /** Its blocks; {@link #iLock} guards them. */
    final BlockTable blocks;

    /**
     * @param blkbits log2 of the block size
     * @param size in bytes, in core and on disk
     * @param cachedPages pages of it in the page cache
     * @param blocks how many blocks anybody will look at
     * @param extents what it consists of
     */
    public XfsInode(Kernel kernel, SuperBlock sb, int blkbits, long size, long cachedPages, int blocks,
            List<BlockTable.Extent> extents) {
        super(kernel, sb, blkbits, size, cachedPages);
        this.iLock = kernel.rwSem(id(), "i_lock");
        this.iFlagsLock = kernel.spinLock(id(), "i_flags_lock");
        this.diSize = kernel.plain(id(), "di_size", size);
        this.iIoendLock = kernel.spinLock(id(), "i_ioend_lock");
        this.iIoendList = kernel.list(id(), "i_ioend_list");
        this.iIoendWork = new Work(kernel, id(), "i_ioend_work", -1);
        this.iRwsem = kernel.rwSem(id(), "i_rwsem");
        this.blocks = new BlockTable(kernel, id(), blocks, extents);
    }

    /** {@code xfs_ilock(ip, XFS_IOLOCK_EXCL)} on behalf of {@code req} (-1: of no request). */
    @Override
    public void lock(int req) {
        iRwsem.downWrite();
        kernel().say(new InodeEvent.InodeLock(ino(), req));
    }

    /** {@code xfs_iunlock(ip, XFS_IOLOCK_EXCL)}. */
    @Override
    public void unlock(int req) {
        kernel().say(new InodeEvent.InodeUnlock(ino(), req));
        iRwsem.upWrite();
    }

    /** {@code xfs_ilock(ip, XFS_IOLOCK_SHARED)}. */
    void lockShared(int req) {
        iRwsem.downRead();
        kernel().say(new InodeEvent.InodeLockShared(ino(), req));
    }

    /** {@code xfs_iunlock(ip, XFS_IOLOCK_SHARED)}. */
    void unlockShared(int req) {
        kernel().say(new InodeEvent.InodeUnlockShared(ino(), req));
        iRwsem.upRead();
    }
}

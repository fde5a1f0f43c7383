// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.RwSem;
import endio.kernel.SpinLock;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/** {@code struct xfs_inode} (fs/xfs/xfs_inode.h) with the inode in it, and its block map. */
public final class XfsInode extends Inode {
    /** A block that is not allocated. */
    static final long HOLE = 0;
    /** A block that reads as zeros. */
    static final long UNWRITTEN = 1;
    /** A block that was written. */
    static final long NORM = 2;

    /** {@code i_lock}: guards the block map and the size on disk. */
    final RwSem iLock;
    /** {@code i_flags_lock}: guards the growth of {@code i_size} by direct writes. */
    final SpinLock iFlagsLock;
    /** {@code i_d.di_size}: size on disk. */
    final Plain diSize;
    private final RwSem iRwsem;
    private final List<Plain> states = new ArrayList<>();
    private final long[] startblocks;

    /**
     * @param blkbits log2 of the block size
     * @param size in bytes, in core and on disk
     * @param cachedPages pages of it in the page cache
     * @param blocks how many blocks anybody will look at
     * @param extents what it consists of
     */
    public XfsInode(Kernel kernel, SuperBlock sb, int blkbits, long size, long cachedPages, int blocks,
            List<XfsBmbtIrec> extents) {
        super(kernel, sb, blkbits, size, cachedPages);
        this.iLock = kernel.rwSem(id(), "i_lock");
        this.iFlagsLock = kernel.spinLock(id(), "i_flags_lock");
        this.diSize = kernel.plain(id(), "di_size", size);
        this.iRwsem = kernel.rwSem(id(), "i_rwsem");
        this.startblocks = new long[blocks];
        for (int block = 0; block < blocks; block++) {
            long state = HOLE;
            startblocks[block] = -1;
            for (XfsBmbtIrec extent : extents) {
                if (block >= extent.startoff() && block < extent.startoff() + extent.blockcount()) {
                    state = extent.unwritten() ? UNWRITTEN : NORM;
                    startblocks[block] = extent.startblock() + block - extent.startoff();
                }
            }
            states.add(kernel.plain(id(), "block" + block, state));
        }
    }

    /** How many blocks there are. */
    int blocks() {
        return startblocks.length;
    }

    /** State of a block; {@code i_lock} is held. */
    Plain state(long block) {
        return states.get((int) block);
    }

    /** Where a block lies, -1 nowhere. */
    long startblock(long block) {
        return startblocks[(int) block];
    }

    /** A block gets a place on the device; under {@code i_lock}. */
    void allocate(long block, long startblock) {
        startblocks[(int) block] = startblock;
        state(block).store(UNWRITTEN);
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

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.BlockTable;
import endio.vfs.Inode;
import endio.vfs.WriteCachePages;

/**
 * Writeback of XFS (fs/xfs/xfs_aops.c of v3.11): an ioend for each bio. If its blocks are unwritten a worker converts
 * them, and only then the writeback of the page ends; what failed is not converted.
 */
public class XfsAops extends WriteCachePages {
    private final Xfs xfs;
    private final WorkQueue mUnwrittenWorkqueue;

    /** {@code struct xfs_ioend} of writeback. One owner after the other has it. */
    public record Ioend(XfsInode ip, long page, Bio bio) {}

    /** Of a mount of {@code bdev}. */
    protected XfsAops(Kernel kernel, Xfs xfs, BlockDevice bdev, WorkQueue mUnwrittenWorkqueue) {
        super(kernel, bdev);
        this.xfs = xfs;
        this.mUnwrittenWorkqueue = mUnwrittenWorkqueue;
    }

    /** {@code xfs_inode_alloc}: what an inode of this mount needs; while the world is built. */
    protected void prepare(XfsInode ip) {}

    /** {@code xfs_map_blocks}, and {@code xfs_iomap_write_allocate} for what was only promised so far. */
    @Override
    protected Target map(Inode inode, long page) {
        XfsInode ip = (XfsInode) inode;
        ip.iLock.downRead();
        long state = ip.blocks.state(page).load();
        ip.iLock.upRead();
        if (state == BlockTable.HOLE) {
            xfs.allocate(ip, page, page + 1);
            state = BlockTable.UNWRITTEN;
        }
        return new Target(ip.blocks.startblock(page), state == BlockTable.UNWRITTEN);
    }

    /** {@code xfs_end_bio} and {@code xfs_finish_ioend}: in an interrupt. */
    @Override
    protected void endBio(Inode inode, long page, Bio bio, boolean unwritten) {
        if (unwritten) {
            queue(new Ioend((XfsInode) inode, page, bio));
        } else {
            endPageWriteback(inode, page, bio);
        }
    }

    /** The part of {@code xfs_finish_ioend} for an ioend that has to sleep: each has a work of its own. */
    protected void queue(Ioend ioend) {
        ObjectId id = kernel().machine().number("xfs_ioend");
        Work work = new Work(kernel(), id, "io_work", -1);
        work.init(() -> endIo(ioend));
        WorkQueue.queueWork(kernel(), mUnwrittenWorkqueue, work);
    }

    /** {@code m_unwritten_workqueue}. */
    protected final WorkQueue mUnwrittenWorkqueue() {
        return mUnwrittenWorkqueue;
    }

    /** {@code xfs_end_io}. */
    protected final void endIo(Ioend ioend) {
        XfsInode ip = ioend.ip;
        if (!ioend.bio.error()) {
            xfs.iomapWriteUnwritten(ip, -1, ioend.page << ip.blkbits(), ip.blockSize());
        }
        endPageWriteback(ip, ioend.page, ioend.bio);
    }
}

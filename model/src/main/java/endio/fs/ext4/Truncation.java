// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.directio.DirectIo;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;

/** Who removes blocks, and how direct I/O is kept out meanwhile (fs/ext4/inode.c at the parent of 7b7a8665edd8). */
public abstract class Truncation extends DirectIoPath {

    /** A mount on {@code bdev} over the direct-I/O core of its kernel. */
    protected Truncation(Kernel kernel, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
        super(kernel, core, bdev, options, journal);
    }

    /** {@code ext4_inode_block_unlocked_dio} (fs/ext4/ext4.h): set the flag, a full barrier, and only then look at the count. */
    protected void inodeBlockUnlockedDio(Ext4Inode inode) {
        inode.iStateFlags.set(Ext4Inode.STATE_DIOREAD_LOCK);
        kernel().say(new InodeEvent.UnlockedDioBlocked(inode.ino(), true));
        kernel().smpMb();
    }

    /** {@code ext4_inode_resume_unlocked_dio} (fs/ext4/ext4.h). */
    protected void inodeResumeUnlockedDio(Ext4Inode inode) {
        kernel().smpMb();
        inode.iStateFlags.clear(Ext4Inode.STATE_DIOREAD_LOCK);
        kernel().say(new InodeEvent.UnlockedDioBlocked(inode.ino(), false));
    }

    /**
     * {@code ftruncate} to a smaller size: takes {@code i_mutex} and calls {@code ext4_setattr}.
     *
     * @param size in bytes
     * @return 0 or a negative errno
     */
    public int truncateTo(Ext4Inode inode, long size) {
        inode.lock(-1);
        int ret = setattrShrink(inode, size);
        inode.unlock(-1);
        return ret;
    }

    /**
     * {@code ext4_setattr}, its shrinking half, under {@code i_mutex}: the sizes first, then no direct I/O may be in flight,
     * then no writeback, and then the blocks go.
     */
    protected int setattrShrink(Ext4Inode inode, long size) {
        Handle handle = journal().start(false);
        if (handle.isErr()) {
            return handle.error();
        }
        kernel().say(new FileSystemEvent.OrphanAdd(inode.ino()));
        inode.iDisksize.store(size);
        journal().stop(handle);
        inode.iSize().store(size);
        kernel().say(new InodeEvent.SetIsize(inode.ino(), size));
        inodeBlockUnlockedDio(inode);
        inode.dioWait();
        inodeResumeUnlockedDio(inode);
        long first = size + inode.blockSize() - 1 >> inode.blkbits();
        inode.mapping().truncatePagecache(first, Long.MAX_VALUE);
        return ext4Truncate(inode, first);
    }

    /** {@code ext4_truncate}: the blocks from {@code first} on are removed, under {@code i_data_sem}. */
    protected int ext4Truncate(Ext4Inode inode, long first) {
        Handle handle = journal().start(false);
        if (handle.isErr()) {
            return handle.error();
        }
        removeBlocks(inode, first, Long.MAX_VALUE);
        kernel().say(new FileSystemEvent.OrphanDel(inode.ino()));
        journal().stop(handle);
        return 0;
    }

    /** {@code ext4_ext_remove_space} under {@code i_data_sem}. */
    protected final void removeBlocks(Ext4Inode inode, long first, long end) {
        BlockMap blocks = inode.blocks();
        blocks.downWrite();
        kernel().say(new InodeEvent.TruncateBegin(inode.ino(), first));
        blocks.remove(first, end);
        kernel().say(new InodeEvent.TruncateEnd(inode.ino(), first));
        blocks.upWrite();
    }

    /**
     * {@code ext4_punch_hole}: removes whole blocks inside the file. Direct reads without {@code i_mutex} stay blocked until
     * they are gone.
     *
     * @param first first block
     * @param len blocks
     * @return 0 or a negative errno
     */
    public int punchHole(Ext4Inode inode, long first, long len) {
        writeAndWaitRange(inode, first, first + len - 1);
        inode.lock(-1);
        inode.mapping().truncatePagecache(first, first + len - 1);
        inodeBlockUnlockedDio(inode);
        inode.dioWait();
        Handle handle = journal().start(false);
        int ret = handle.error();
        if (!handle.isErr()) {
            removeBlocks(inode, first, first + len);
            journal().stop(handle);
        }
        inodeResumeUnlockedDio(inode);
        inode.unlock(-1);
        return ret;
    }

    /**
     * {@code ext4_fallocate}: holes become unwritten blocks.
     *
     * @param first first block
     * @param len blocks
     * @return 0 or a negative errno
     */
    public int fallocate(Ext4Inode inode, long first, int len) {
        inode.lock(-1);
        fallocateWait(inode);
        Handle handle = journal().start(false);
        int ret = handle.error();
        if (!handle.isErr()) {
            BlockMap blocks = inode.blocks();
            blocks.downWrite();
            extAllocate(inode, new MapBlocks(first, len), MapBlocks.IO_CREATE_EXT);
            blocks.upWrite();
            journal().stop(handle);
        }
        fallocateResume(inode);
        inode.unlock(-1);
        return ret;
    }

    /** What {@code ext4_fallocate} does to keep direct I/O out: nothing. */
    protected void fallocateWait(Ext4Inode inode) {}

    /** Direct I/O may go on. */
    protected void fallocateResume(Ext4Inode inode) {}

    @Override
    protected void truncateFailedWrite(Ext4Inode inode) {
        kernel().say(new FileSystemEvent.TruncateFailedWrite(inode.ino()));
        removeFailedWrite(inode, inode.iSize().load() + inode.blockSize() - 1 >> inode.blkbits());
    }

    /** The rest of {@code ext4_truncate_failed_write}: page cache and blocks from {@code first} on. */
    private void removeFailedWrite(Ext4Inode inode, long first) {
        inode.mapping().truncatePagecache(first, Long.MAX_VALUE);
        if (inode.blocks().removesFailedWrites()) {
            ext4Truncate(inode, first);
        }
    }
}

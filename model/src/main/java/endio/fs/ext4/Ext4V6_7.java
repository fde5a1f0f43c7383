// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.iomap.IomapDirectIo;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;

/**
 * 91562895f803 (v6.7): the sizes grow in {@code end_io}, so that the sync of an O_SYNC write makes them durable. With
 * the follow-up 25f51ea8ac81: {@code end_io} returns 0, not the count. And what {@code ext4_dio_write_checks} has
 * learnt since v6.1:
 * <ul>
 * <li>"ext4: dio take shared inode lock when overwriting preallocated blocks" (v6.3): a write of unwritten blocks allocates
 * nothing either, and shares the lock.
 * <li>"ext4: allow concurrent unaligned dio overwrites" (v6.5): so does an unaligned one, if all blocks are written.
 * </ul>
 */
public class Ext4V6_7 extends Ext4V5_5 {

    /**
     * As {@link Ext4V5_5#Ext4V5_5(Kernel, SuperBlock, IomapDirectIo, BlockDevice, Ext4Options, Journal, UserPages)}.
     */
    public Ext4V6_7(Kernel kernel, SuperBlock sb, IomapDirectIo engine, BlockDevice bdev, Ext4Options options,
            Journal journal, UserPages userPages) {
        super(kernel, sb, engine, bdev, options, journal, userPages);
    }

    /** A mount of {@code bdev} whose journal, and whose user memory, fail when the kernel's faults say so. */
    public Ext4V6_7(Kernel kernel, SuperBlock sb, IomapDirectIo engine, BlockDevice bdev, Ext4Options options) {
        super(kernel, sb, engine, bdev, options);
    }

    /** {@code ext4_dio_write_checks}: what has to be zeroed in part is written alone. */
    @Override
    protected WriteLock lockForWrite(RwsemInode inode, int req, long offset, long count) {
        boolean unaligned = unalignedIo(inode, offset, count);
        if (offset + count <= inode.iSize().load()) {
            inode.lockShared(req);
            boolean extend = extendingIo(inode, offset + count);
            BlockState state = overwrites(inode, req, offset, count);
            if (!extend && state != BlockState.HOLE && !(unaligned && state == BlockState.UNWRITTEN)) {
                return new WriteLock(true, false, false, false, state == BlockState.WRITTEN);
            }
            inode.unlockShared(req);
        }
        inode.lock(req);
        boolean extend = extendingIo(inode, offset + count);
        boolean drain = unaligned && overwrites(inode, req, offset, count) != BlockState.WRITTEN;
        return new WriteLock(false, extend, drain, unaligned || extend, false);
    }

    /** {@code ext4_overwrite_io}: what all of the blocks are; a hole if they are not alike, or reach beyond the end. */
    private BlockState overwrites(Ext4Inode inode, int req, long offset, long count) {
        if (offset + count > inode.iSize().load()) {
            return BlockState.HOLE;
        }
        MapBlocks map = blocksOf(inode, offset, count);
        int want = map.len;
        return mapBlocks(inode, map, 0, req) == want ? map.state : BlockState.HOLE;
    }

    /** {@code ext4_dio_write_end_io}: conversion, then the sizes. */
    @Override
    protected int dioWriteEndIo(Ext4Inode inode, Kiocb iocb, long size, int error, long flags) {
        int ret = super.dioWriteEndIo(inode, iocb, size, error, flags);
        long end = iocb.kiPos().load() + size;
        if (ret != 0 || !extendingIo(inode, end)) {
            return ret;
        }
        return handleInodeExtension(inode, end);
    }

    /** {@code ext4_handle_inode_extension}: the caller of the request waits and holds the lock exclusively. */
    private int handleInodeExtension(Ext4Inode inode, long end) {
        Handle handle = journal().start(false);
        if (handle.isErr()) {
            return handle.error();
        }
        if (end > inode.iSize().load()) {
            inode.iSize().store(end);
            kernel().say(new InodeEvent.SetIsize(inode.ino(), end));
        }
        inode.iDisksize.store(end);
        kernel().say(new FileSystemEvent.OrphanDel(inode.ino()));
        journal().stop(handle);
        return 0;
    }

    /** {@code ext4_inode_extension_cleanup}: after a failure, blocks beyond the size go again. */
    @Override
    protected long extended(RwsemInode inode, long offset, long ret, long count) {
        if (ret < 0) {
            truncateFailedWrite(inode);
            kernel().say(new FileSystemEvent.OrphanDel(inode.ino()));
        }
        return ret;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.directio.DirectIo;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * ext4 of v5.3, the last one on this core. Since v4.6:
 * <ul>
 * <li>914f82a32d02 (v4.7): one entry for all writes, inside the file and beyond, and one for reads.
 * <li>16c54688592c (v4.9): reads share the inode's lock and write back the page cache themselves.
 * <li>372a03e01853 (v5.1): a write that begins where the file ends may share its last block with one in flight.
 * <li>57a0da28ced8 (v5.2): an unaligned asynchronous write is alone until it is converted.
 * <li>b9c1c26739ec (v5.2): truncation waits for direct I/O before it changes the sizes.
 * </ul>
 */
public class Ext4V5_3 extends Ext4V4_7 {

    /** As {@link Ext4V3_11#Ext4V3_11(Kernel, SuperBlock, DirectIo, BlockDevice, Ext4Options, Journal)}. */
    public Ext4V5_3(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
        super(kernel, sb, core, bdev, options, journal);
    }

    /** A mount of {@code bdev} whose journal fails when the kernel's faults say so. */
    public Ext4V5_3(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        super(kernel, sb, core, bdev, options);
    }

    @Override
    protected Ext4Inode newInode(int blkbits, long size, long cachedPages, Function<Inode, BlockMap> blocks) {
        return new RwsemInode(kernel(), sb(), blkbits, size, cachedPages, blocks);
    }

    /** {@code ext4_setattr}, its shrinking half: b9c1c26739ec (v5.2) waits for direct I/O before the sizes change. */
    @Override
    protected int setattrShrink(Ext4Inode inode, long size) {
        inode.dioWait();
        Handle handle = journal().start(false);
        if (handle.isErr()) {
            return handle.error();
        }
        kernel().say(new FileSystemEvent.OrphanAdd(inode.ino()));
        inode.iDisksize.store(size);
        inode.iSize().store(size);
        kernel().say(new InodeEvent.SetIsize(inode.ino(), size));
        journal().stop(handle);
        long first = size + inode.blockSize() - 1 >> inode.blkbits();
        inode.mapping().truncatePagecache(first, Long.MAX_VALUE);
        return ext4Truncate(inode, first);
    }

    /** {@code ext4_unaligned_aio}: the file's last block counts whole. */
    @Override
    protected boolean unalignedAio(Ext4Inode inode, long offset, long count) {
        long mask = inode.blockSize() - 1;
        return offset < (inode.iSize().load() + mask & ~mask) && ((offset | offset + count) & mask) != 0;
    }

    /** {@code ext4_file_write_iter}: keeps the lock until it is converted. */
    @Override
    protected void unalignedQueued(Ext4Inode inode) {
        unwrittenWait(inode);
    }

    /** {@code ext4_direct_IO}. */
    @Override
    public long directIo(boolean write, Kiocb iocb, Inode inode, List<IoVec> iov, long offset) {
        return write ? directIoWrite(iocb, (RwsemInode) inode, iov, offset)
                : directIoRead(iocb, (RwsemInode) inode, iov, offset);
    }

    /** {@code ext4_direct_IO_write}: the caller holds {@code i_rwsem} exclusively. */
    protected long directIoWrite(Kiocb iocb, RwsemInode inode, List<IoVec> iov, long offset) {
        long end = offset + length(iov);
        boolean orphan = end > inode.iSize().load() || end > inode.iDisksize.load();
        int err = orphan ? orphanAdd(inode) : 0;
        if (err != 0) {
            return err;
        }
        boolean beyond = offset >> inode.blkbits() << inode.blkbits() >= inode.iSize().load();
        long ret = extDirectIo(iocb, inode, iov, offset, beyond);
        if (ret < 0 && end > inode.iSize().load()) {
            truncateFailedWrite(inode);
        }
        return orphan ? orphanDel(inode, offset, ret) : ret;
    }

    /** The middle of {@code ext4_direct_IO_write}, with an {@code i_dio_count} of its own around it. */
    private long extDirectIo(Kiocb iocb, RwsemInode inode, List<IoVec> iov, long offset, boolean beyond) {
        inode.dioBegin();
        boolean overwrite = iocb.priv().load() instanceof Overwrite hint && hint.overwrite();
        if (overwrite) {
            inode.unlock(iocb.req());
        }
        iocb.priv().store(null);
        boolean append = beyond && !overwrite;
        GetBlock getBlock = append ? this::ext4GetBlock : getBlockFor(iocb, overwrite);
        long ret = blockdevDirectIo(true, iocb, inode, iov, offset, getBlock, endIoDioOf(inode), flags(append, overwrite));
        if (ret > 0 && !overwrite) {
            ret = convertSync(inode, offset, ret, iocb.req());
        }
        inode.dioDone();
        if (overwrite) {
            inode.lock(iocb.req());
        }
        return ret;
    }

    private static Set<DirectIo.Flag> flags(boolean append, boolean overwrite) {
        if (overwrite) {
            return Set.of();
        }
        return append ? Set.of(DirectIo.Flag.LOCKING, DirectIo.Flag.SKIP_HOLES) : Set.of(DirectIo.Flag.LOCKING);
    }

    /** {@code ext4_direct_IO_read}: shares the lock with other reads, which keeps writes and truncation out. */
    protected long directIoRead(Kiocb iocb, RwsemInode inode, List<IoVec> iov, long offset) {
        inode.lockShared(iocb.req());
        long ret = flushRange(iocb, inode, offset, length(iov));
        if (ret == 0) {
            ret = blockdevDirectIo(false, iocb, inode, iov, offset, this::ext4GetBlockToRead, null, Set.of());
        }
        inode.unlockShared(iocb.req());
        return ret;
    }

    private int flushRange(Kiocb iocb, Inode inode, long offset, long count) {
        int ret = inode.filemapWriteAndWaitRange(offset, offset + count - 1);
        kernel().say(new InodeEvent.FlushRange(inode.ino(), iocb.req(), offset, offset + count - 1, ret));
        return ret;
    }
}

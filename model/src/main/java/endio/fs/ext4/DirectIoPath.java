// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.directio.DirectIo;
import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.IoEndEvent;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.DioIodone;
import endio.vfs.FileSystem;
import endio.vfs.Filemap;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Direct I/O of ext4 (fs/ext4/inode.c and fs/ext4/indirect.c at the parent of 7b7a8665edd8). */
public abstract class DirectIoPath extends Writeback implements FileSystem {
    /** {@code DIO_MAX_BLOCKS}. */
    private static final int DIO_MAX_BLOCKS = 4096;

    private final DirectIo core;

    /** A mount on {@code bdev} over the direct-I/O core of its kernel. */
    protected DirectIoPath(Kernel kernel, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
        super(kernel, bdev, options, journal);
        this.core = core;
    }

    /**
     * What a caller of {@code ext4_direct_IO} leaves in {@code iocb->private} for a write: whether all blocks are written, so
     * that {@code i_mutex} can be given up.
     */
    public record Overwrite(boolean overwrite) {}

    /** {@code _ext4_get_block}. */
    protected final int getBlock(Inode inode, int req, long iblock, BufferHead bh, int flags) {
        return getBlock((Ext4Inode) inode, req, wanted(inode, iblock, bh), bh, flags);
    }

    private static MapBlocks wanted(Inode inode, long iblock, BufferHead bh) {
        return new MapBlocks(iblock, (int) Math.min(bh.bSize >> inode.blkbits(), Integer.MAX_VALUE));
    }

    /** {@code _ext4_get_block}: a mapping that may allocate starts a handle of its own. */
    protected int getBlock(Ext4Inode inode, int req, MapBlocks map, BufferHead bh, int flags) {
        Handle handle = null;
        if (flags != 0 && (flags & MapBlocks.NO_LOCK) == 0) {
            map.len = Math.min(map.len, DIO_MAX_BLOCKS);
            handle = journal().start(false);
            if (handle.isErr()) {
                return handle.error();
            }
        }
        int ret = mapBlocks(inode, map, flags, req);
        if (ret > 0) {
            mapBh(inode, req, map, bh);
            ret = 0;
        } else if (ret == 0) {
            holeBh(inode, map, bh);
        }
        if (handle != null) {
            journal().stop(handle);
        }
        return ret;
    }

    /** The part of {@code _ext4_get_block} that answers in {@code bh}, after blocks were found. */
    protected void mapBh(Ext4Inode inode, int req, MapBlocks map, BufferHead bh) {
        answer(inode, map, bh);
    }

    /** The part of {@code _ext4_get_block} that answers in {@code bh} that there is a hole: it says nothing before v4.6. */
    protected void holeBh(Ext4Inode inode, MapBlocks map, BufferHead bh) {}

    /** {@code map_bh} and the flags of the mapping. */
    protected static void answer(Ext4Inode inode, MapBlocks map, BufferHead bh) {
        bh.bSize = (long) map.len << inode.blkbits();
        bh.bBlocknr = map.pblk;
        if (map.mapped) {
            bh.set(BufferHead.State.MAPPED);
        }
        if (map.fresh) {
            bh.set(BufferHead.State.NEW);
        }
        if (map.unwritten()) {
            bh.set(BufferHead.State.UNWRITTEN);
        }
    }

    /** {@code ext4_get_block}. */
    protected int ext4GetBlock(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        return getBlock(inode, req, iblock, bh, create ? MapBlocks.CREATE : 0);
    }

    /** {@code ext4_get_block} on behalf of a read: tells what it saw. */
    protected final int ext4GetBlockToRead(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        MapBlocks map = wanted(inode, iblock, bh);
        map.reading = true;
        return getBlock((Ext4Inode) inode, req, map, bh, 0);
    }

    /**
     * {@code ext4_readpage} with {@code mpage_readpage}: maps one block that is not in the page cache, without
     * {@code i_mutex}.
     *
     * @return what it is
     */
    public BlockState readpage(Ext4Inode inode, long lblk) {
        BufferHead bh = new BufferHead();
        bh.bSize = inode.blockSize();
        ext4GetBlockToRead(inode, -1, lblk, bh, false);
        if (bh.test(BufferHead.State.MAPPED)) {
            return BlockState.WRITTEN;
        }
        return bh.test(BufferHead.State.UNWRITTEN) ? BlockState.UNWRITTEN : BlockState.HOLE;
    }

    /** {@code ext4_get_block_write}: blocks stay unwritten until the I/O is done. */
    protected int getBlockWrite(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        return getBlock(inode, req, iblock, bh, MapBlocks.IO_CREATE_EXT);
    }

    /** {@code ext4_get_block_write_nolock}: for an overwrite, which holds {@code i_data_sem}. */
    protected int getBlockWriteNolock(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        return getBlock(inode, req, iblock, bh, MapBlocks.NO_LOCK);
    }

    /**
     * {@code ext4_end_io_dio}: the core has ended the request. Any context. Here the file system is responsible for
     * {@code inode_dio_done} and {@code aio_complete}; with an io_end they hang off its last reference.
     */
    protected long endIoDio(Ext4Inode inode, Kiocb iocb, long offset, long size, @Nullable Object priv, long ret,
            boolean async) {
        IoEnd ioEnd = (IoEnd) iocb.priv().load();
        if (ioEnd == null) {
            inode.dioDone();
            if (async) {
                iocb.aioComplete(ret);
            }
            return 0;
        }
        iocb.priv().store(null);
        ioEnd.offset.store(offset);
        ioEnd.size.store(size);
        if (async) {
            ioEnd.iocb.store(iocb);
            ioEnd.result.store(ret);
        }
        putIoEndDefer(ioEnd);
        return 0;
    }

    /** {@link #endIoDio} for a file of {@code inode}. */
    protected final DioIodone endIoDioOf(Ext4Inode inode) {
        return (iocb, off, size, priv, ret, async) -> endIoDio(inode, iocb, off, size, priv, ret, async);
    }

    /**
     * {@code ext4_file_dio_write} (fs/ext4/file.c) with {@code __generic_file_aio_write}: takes {@code i_mutex} and leaves
     * the hint. An unaligned asynchronous write holds a mutex around all that, and first waits for conversions.
     */
    protected long fileDioWrite(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset, boolean overwrite) {
        boolean unaligned = !iocb.sync() && unalignedAio(inode, offset, length(iov));
        if (unaligned) {
            lockAio(inode);
            unwrittenWait(inode);
        }
        inode.lock(iocb.req());
        long ret = genericFileWrite(iocb, inode, iov, offset, overwrite && !unaligned);
        inode.unlock(iocb.req());
        ret = syncSubmitted(iocb, inode, iov, offset, ret);
        if (unaligned) {
            unlockAio(inode);
        }
        return ret;
    }

    /** {@code __generic_file_aio_write} with the hint for {@code ext4_direct_IO}, under {@code i_mutex}. */
    protected final long genericFileWrite(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset,
            boolean overwrite) {
        iocb.priv().store(new Overwrite(overwrite));
        return Filemap.genericFileDirectWrite(inode, offset, length(iov),
                () -> directIo(true, iocb, inode, iov, offset));
    }

    /** {@code generic_write_sync} of whoever has submitted a write. */
    protected final long syncSubmitted(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset, long ret) {
        return core.syncSubmitted(kernel(), iocb, inode, offset, length(iov), ret);
    }

    /**
     * {@code ext4_unaligned_aio} (e9e3bcecf44c): a block of the file is written in part, and may be zeroed around that.
     * Nothing is thought to be in flight where the file has ended, also if it ends within a block.
     */
    protected boolean unalignedAio(Ext4Inode inode, long offset, long count) {
        return offset < inode.iSize().load() && ((offset | offset + count) & (inode.blockSize() - 1)) != 0;
    }

    /** {@code mutex_lock(ext4_aio_mutex(inode))}: one unaligned asynchronous write is submitted at a time. */
    protected void lockAio(Ext4Inode inode) {
        inode.aioMutex.lock();
    }

    /** {@code mutex_unlock(ext4_aio_mutex(inode))}. */
    protected void unlockAio(Ext4Inode inode) {
        inode.aioMutex.unlock();
    }

    /** {@code ext4_unwritten_wait}: until nothing is left to be converted. Others may add to it meanwhile. */
    protected void unwrittenWait(Ext4Inode inode) {
        kernel().mightSleep("ext4_unwritten_wait");
        if (inode.iUnwritten.read() == 0) {
            return;
        }
        do {
            inode.ioendWq.prepareToWait();
            if (inode.iUnwritten.read() != 0) {
                kernel().current().schedule("ext4_unwritten_wait");
            }
        } while (inode.iUnwritten.read() != 0);
        inode.ioendWq.finishWait();
    }

    /** {@code ext4_direct_IO}: for a file with extents. The caller of a write holds {@code i_mutex}. */
    @Override
    public long directIo(boolean write, Kiocb iocb, Inode inode, List<IoVec> iov, long offset) {
        return extDirectIo(write, iocb, (Ext4Inode) inode, iov, offset);
    }

    /**
     * {@code ext4_ext_direct_IO}: a write inside the file. Holds an {@code i_dio_count} of its own until it has put its
     * reference to the io_end. An overwrite goes without {@code i_mutex}, under {@code i_data_sem} shared.
     */
    protected long extDirectIo(boolean write, Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset) {
        if (!write || offset + length(iov) > inode.iSize().load()) {
            return indDirectIo(write, iocb, inode, iov, offset);
        }
        inode.dioBegin();
        boolean overwrite = iocb.priv().load() instanceof Overwrite hint && hint.overwrite();
        if (overwrite) {
            inode.blocks().downRead();
            inode.unlock(iocb.req());
        }
        long ret = extDirectWrite(iocb, inode, iov, offset, overwrite);
        inode.dioDone();
        if (overwrite) {
            inode.blocks().upRead();
            inode.lock(iocb.req());
        }
        return ret;
    }

    /** The middle of {@code ext4_ext_direct_IO}: from the io_end to the conversion of a synchronous write. */
    protected long extDirectWrite(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset, boolean overwrite) {
        int req = iocb.req();
        iocb.priv().store(null);
        inodeAioSet(inode, req, null);
        IoEnd ioEnd = null;
        if (!iocb.sync()) {
            ioEnd = initIoEnd(inode, req);
            if (ioEnd == null) {
                return -Errno.ENOMEM;
            }
            markDirect(ioEnd);
            iocb.priv().store(getIoEnd(ioEnd));
            inodeAioSet(inode, req, ioEnd);
        }
        GetBlock getBlock = overwrite ? this::getBlockWriteNolock : this::getBlockWrite;
        long ret = blockdevDirectIo(true, iocb, inode, iov, offset, getBlock, endIoDioOf(inode),
                overwrite ? Set.of() : Set.of(DirectIo.Flag.LOCKING));
        if (ioEnd != null) {
            inodeAioSet(inode, req, null);
            putIoEnd(ioEnd);
            if (ret <= 0 && ret != -Errno.EIOCBQUEUED && iocb.priv().load() != null) {
                nothingSubmitted(iocb, ioEnd);
            }
            return ret;
        }
        return ret > 0 && !overwrite ? convertSync(inode, offset, ret, req) : ret;
    }

    /** The branch of {@code ext4_ext_direct_IO} for a synchronous write that met unwritten blocks, or that follows one. */
    protected final long convertSync(Ext4Inode inode, long offset, long ret, int req) {
        if (!inode.iStateFlags.test(Ext4Inode.STATE_DIO_UNWRITTEN)) {
            return ret;
        }
        int err = convertUnwrittenExtents(null, inode, offset, ret, req, null);
        inode.iStateFlags.clear(Ext4Inode.STATE_DIO_UNWRITTEN);
        kernel().say(new IoEndEvent.DioUnwrittenBit(req, 0));
        return err < 0 ? err : ret;
    }

    /** {@code io_end->flag |= EXT4_IO_END_DIRECT} in {@code ext4_ext_direct_IO}. */
    protected void markDirect(IoEnd ioEnd) {
        ioEnd.flag.store(ioEnd.flag.load() | IoEnd.DIRECT);
    }

    /**
     * The branch of {@code ext4_ext_direct_IO} for a request whose {@code end_io} never ran: puts the reference of the
     * request, too. The core has done {@code inode_dio_done} already, so the flags that would repeat it go first.
     */
    protected void nothingSubmitted(Kiocb iocb, IoEnd ioEnd) {
        kernel().warnOn((ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0, "io_end still flagged unwritten");
        ioEnd.flag.store(0);
        putIoEnd(ioEnd);
        iocb.priv().store(null);
    }

    /**
     * {@code ext4_ind_direct_IO}: reads, and writes beyond the end, which the core makes synchronous. Such a write puts the
     * inode on the orphan list until its size is right.
     */
    protected long indDirectIo(boolean write, Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset) {
        if (!write) {
            return indDirectRead(iocb, inode, iov, offset);
        }
        long end = offset + length(iov);
        boolean orphan = end > inode.iSize().load();
        int err = orphan ? orphanAdd(inode) : 0;
        if (err != 0) {
            return err;
        }
        long ret = blockdevDirectIo(true, iocb, inode, iov, offset, this::ext4GetBlock, null,
                Set.of(DirectIo.Flag.LOCKING, DirectIo.Flag.SKIP_HOLES));
        if (ret < 0 && end > inode.iSize().load()) {
            truncateFailedWrite(inode);
        }
        return orphan ? orphanDel(inode, offset, ret) : ret;
    }

    /** The beginning of {@code ext4_ind_direct_IO}: recovery would cut what is beyond the size. */
    protected final int orphanAdd(Ext4Inode inode) {
        Handle handle = journal().start(false);
        if (handle.isErr()) {
            return handle.error();
        }
        kernel().say(new FileSystemEvent.OrphanAdd(inode.ino()));
        inode.iDisksize.store(inode.iSize().load());
        journal().stop(handle);
        return 0;
    }

    /** The end of {@code ext4_ind_direct_IO}: off the orphan list, and the sizes grow by what was written. */
    protected final long orphanDel(Ext4Inode inode, long offset, long ret) {
        Handle handle = journal().start(false);
        if (handle.isErr()) {
            kernel().say(new FileSystemEvent.OrphanDel(inode.ino()));
            return handle.error();
        }
        kernel().say(new FileSystemEvent.OrphanDel(inode.ino()));
        if (ret > 0 && offset + ret > inode.iSize().load()) {
            inode.iDisksize.store(offset + ret);
            inode.iSize().store(offset + ret);
            kernel().say(new InodeEvent.SetIsize(inode.ino(), offset + ret));
        }
        journal().stop(handle);
        return ret;
    }

    /**
     * The read of {@code ext4_ind_direct_IO}: with {@code dioread_nolock} without {@code i_mutex}, unless somebody asks
     * readers to take it; count first and look then, as whoever asks sets the flag first and looks at the count then.
     */
    protected long indDirectRead(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset) {
        if (options().dioreadNolock()) {
            inode.dioBegin();
            kernel().smpMb();
            boolean blocked = inode.iStateFlags.test(Ext4Inode.STATE_DIOREAD_LOCK);
            kernel().say(new InodeEvent.UnlockedDioSeen(inode.ino(), iocb.req(), blocked));
            if (!blocked) {
                long ret = blockdevDirectIo(false, iocb, inode, iov, offset, this::ext4GetBlockToRead, null, Set.of());
                inode.dioDone();
                return ret;
            }
            inode.dioDone();
        }
        return blockdevDirectIo(false, iocb, inode, iov, offset, this::ext4GetBlockToRead, null,
                Set.of(DirectIo.Flag.LOCKING));
    }

    /** {@code __blockdev_direct_IO}, and the event that it has returned. */
    protected final long blockdevDirectIo(boolean write, Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset,
            GetBlock getBlock, @Nullable DioIodone endIo, Set<DirectIo.Flag> flags) {
        long ret = core.blockdevDirectIo(write, iocb, inode, bdev(), iov, offset, getBlock, endIo, null, flags);
        kernel().say(new IoEndEvent.DioReturn(iocb.req(), ret));
        return ret;
    }

    /** {@code ext4_truncate_failed_write}: blocks beyond the size are removed again. */
    protected abstract void truncateFailedWrite(Ext4Inode inode);

    /** {@code iov_length}. */
    static long length(List<IoVec> iov) {
        return iov.stream().mapToLong(IoVec::len).sum();
    }
}

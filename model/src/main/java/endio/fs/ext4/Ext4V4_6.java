// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.directio.DirectIo;
import endio.event.Errno;
import endio.event.IoEndEvent;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.BufferHead.State;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ext4 of v4.6. An io_end has one owner and is made only for a request that needs it:
 * <ul>
 * <li>109811c20fb8: the mapping callback of an asynchronous write makes the io_end when it first meets unwritten
 * blocks, and hands it over through {@code b_private}; the inode's pointer to the current io_end is gone.
 * <li>187372a3b9fa and what ext4 did with it: a request that failed is not converted.
 * <li>facab4d9711e: a look-up tells how far a hole reaches.
 * <li>An overwrite does not hold {@code i_data_sem} any more, and nobody counts io_ends ({@code i_ioend_count}): so it
 * is in v5.3, and these changes are taken to belong here.
 * </ul>
 * The lists of v5.3 vouch for what {@link Ext4V5_3} leaves as it is here; no list vouches for the rest.
 */
public class Ext4V4_6 extends Ext4V3_12 {

    /** As {@link Ext4V3_11#Ext4V3_11(Kernel, SuperBlock, DirectIo, BlockDevice, Ext4Options, Journal)}. */
    public Ext4V4_6(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
        super(kernel, sb, core, bdev, options, journal);
    }

    /** A mount of {@code bdev} whose journal fails when the kernel's faults say so. */
    public Ext4V4_6(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        super(kernel, sb, core, bdev, options);
    }

    /** {@code ext4_ext_map_blocks}: knows no io_end. */
    @Override
    protected int extMapBlocks(Ext4Inode inode, MapBlocks map, int flags, int req) {
        return extAllocate(inode, map, flags);
    }

    /** {@code _ext4_get_block}: knows no io_end. */
    @Override
    protected void mapBh(Ext4Inode inode, int req, MapBlocks map, BufferHead bh) {
        answer(inode, map, bh);
    }

    /** {@code ext4_map_blocks}, its hole case. */
    @Override
    protected void holeFound(BlockMap blocks, MapBlocks map) {
        blocks.measureHole(map);
    }

    /** {@code _ext4_get_block}, its hole case. */
    @Override
    protected void holeBh(Ext4Inode inode, MapBlocks map, BufferHead bh) {
        bh.bSize = (long) map.len << inode.blkbits();
    }

    /**
     * {@code ext4_dio_get_block_unwritten_async}: the first unwritten blocks of a request make its io_end; all of them
     * make it complete in process context.
     */
    protected int dioGetBlockUnwrittenAsync(Inode vfsInode, int req, long iblock, BufferHead bh, boolean create) {
        int ret = getBlock(vfsInode, req, iblock, bh, MapBlocks.IO_CREATE_EXT);
        if (ret == 0 && bh.test(State.UNWRITTEN)) {
            if (bh.bPrivate == null) {
                Ext4Inode inode = (Ext4Inode) vfsInode;
                IoEnd ioEnd = initIoEnd(inode, req);
                if (ioEnd == null) {
                    return -Errno.ENOMEM;
                }
                bh.bPrivate = ioEnd;
                setIoUnwrittenFlag(inode, ioEnd, req);
            }
            bh.set(State.DEFER_COMPLETION);
            kernel().say(new IoEndEvent.SetDefer(req));
        }
        return ret;
    }

    /** {@code ext4_dio_get_block_unwritten_sync}: the submitter itself will convert. */
    protected int dioGetBlockUnwrittenSync(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        int ret = getBlock(inode, req, iblock, bh, MapBlocks.IO_CREATE_EXT);
        if (ret == 0 && bh.test(State.UNWRITTEN)) {
            setDioUnwrittenBit((Ext4Inode) inode, req);
        }
        return ret;
    }

    /** {@code ext4_dio_get_block_overwrite}: only looks. */
    protected int dioGetBlockOverwrite(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        int ret = getBlock(inode, req, iblock, bh, 0);
        kernel().warnOn(!bh.test(State.MAPPED) || bh.test(State.UNWRITTEN),
                "overwrite met a block that is not written");
        return ret;
    }

    /** Which mapping callback a write inside the file has. */
    protected final GetBlock getBlockFor(Kiocb iocb, boolean overwrite) {
        if (overwrite) {
            return this::dioGetBlockOverwrite;
        }
        return iocb.sync() ? this::dioGetBlockUnwrittenSync : this::dioGetBlockUnwrittenAsync;
    }

    /** {@code ext4_ext_direct_IO}: an overwrite gives up {@code i_mutex} and holds nothing instead. */
    @Override
    protected long extDirectIo(boolean write, Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset) {
        if (!write || offset + length(iov) > inode.iSize().load()) {
            return indDirectIo(write, iocb, inode, iov, offset);
        }
        inode.dioBegin();
        boolean overwrite = iocb.priv().load() instanceof Overwrite hint && hint.overwrite();
        if (overwrite) {
            inode.unlock(iocb.req());
        }
        long ret = extDirectWrite(iocb, inode, iov, offset, overwrite);
        inode.dioDone();
        if (overwrite) {
            inode.lock(iocb.req());
        }
        return ret;
    }

    /** The middle of {@code ext4_ext_direct_IO}: makes no io_end and owns none. */
    @Override
    protected long extDirectWrite(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset, boolean overwrite) {
        iocb.priv().store(null);
        long ret = blockdevDirectIo(true, iocb, inode, iov, offset, getBlockFor(iocb, overwrite), endIoDioOf(inode),
                overwrite ? Set.of() : Set.of(DirectIo.Flag.LOCKING));
        return ret > 0 && !overwrite ? convertSync(inode, offset, ret, iocb.req()) : ret;
    }

    /** {@code ext4_end_io_dio}: of a request that failed nothing is converted. */
    @Override
    protected long endIoDio(Ext4Inode inode, Kiocb iocb, long offset, long size, @Nullable Object priv, long ret,
            boolean async) {
        IoEnd ioEnd = (IoEnd) priv;
        if (ioEnd == null) {
            return 0;
        }
        if (size <= 0) {
            clearIoUnwrittenFlag(ioEnd);
        }
        ioEnd.offset.store(offset);
        ioEnd.size.store(Math.max(0, size));
        putIoEnd(ioEnd);
        return 0;
    }

    /** {@code ext4_init_io_end}: nobody counts. */
    @Override
    protected void incIoendCount(Ext4Inode inode) {}

    /** {@code ext4_release_io_end}: nobody counts. */
    @Override
    protected void dropIoendCount(IoEnd ioEnd) {
        bugOnUnwritten(ioEnd);
    }

    /**
     * {@code ext4_fallocate}: direct I/O is waited for since 0d306dcf86e8 in {@code ext4_alloc_file_blocks}, and since
     * 17048e8a083f (v4.5) in its callers.
     */
    @Override
    protected void fallocateWait(Ext4Inode inode) {
        inodeBlockUnlockedDio(inode);
        inode.dioWait();
    }

    @Override
    protected void fallocateResume(Ext4Inode inode) {
        inodeResumeUnlockedDio(inode);
    }
}

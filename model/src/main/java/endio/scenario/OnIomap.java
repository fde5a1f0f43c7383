// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DioSubmit;
import endio.directio.DirectIo;
import endio.event.Errno;
import endio.iomap.Iomap;
import endio.iomap.IomapDio;
import endio.iomap.IomapDioOps;
import endio.iomap.IomapDirectIo;
import endio.iomap.IomapOps;
import endio.iomap.IovIter;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.DioIodone;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file system whose mapping is a {@code get_block} on the iomap engine, as ext2 is since v6.5 ({@code
 * ext2_iomap_begin}): a hole that is not to be filled sends a write to the page cache, and a write beyond the end is to be
 * waited for.
 */
final class OnIomap implements DirectIo {
    private static final Object MET_UNWRITTEN = "met_unwritten";

    private final Kernel kernel;
    private final IomapDirectIo engine;

    OnIomap(Kernel kernel, IomapDirectIo engine) {
        this.kernel = kernel;
        this.engine = engine;
    }

    @Override
    public long blockdevDirectIo(boolean write, Kiocb iocb, Inode inode, BlockDevice bdev, List<IoVec> iov, long offset,
            GetBlock getBlock, @Nullable DioIodone endIo, @Nullable DioSubmit submitIo, Set<Flag> flags) {
        boolean locks = !write && flags.contains(Flag.LOCKING);
        if (locks) {
            inode.lock(iocb.req());
        }
        IovIter iter = new IovIter(kernel, UserPages.of(kernel), iocb.req(), write, iov);
        IomapOps ops = new IomapOps((ino, req, pos, length, wanted, iomap) ->
                begin(ino, req, pos, length, wanted.contains(IomapOps.Flag.WRITE), getBlock, iomap), null);
        IomapDioOps dops = endIo == null ? null : new IomapDioOps((io, size, error, met) ->
                end(endIo, io, size, error, met), null);
        boolean extending = write && offset + iter.count() > inode.iSize().load();
        long ret = engine.iomapDioRw(iocb, inode, bdev, iter, ops, dops,
                extending ? Set.of(IomapDirectIo.Flag.FORCE_WAIT) : Set.of(), 0);
        if (locks) {
            inode.unlock(iocb.req());
        }
        // What is left goes through the page cache, which is not modelled: the count tells what direct I/O did.
        return ret == -Errno.ENOTBLK ? 0 : ret;
    }

    /** The engine syncs what it completes; before v4.18 the caller of a synchronous write does, which is left out here. */
    @Override
    public long syncSubmitted(Kernel kernel, Kiocb iocb, Inode inode, long offset, long bytes, long ret) {
        return ret;
    }

    private int begin(Inode inode, int req, long pos, long length, boolean write, GetBlock getBlock, Iomap iomap) {
        BufferHead bh = new BufferHead();
        long first = pos >> inode.blkbits();
        bh.bSize = length;
        int ret = getBlock.getBlock(inode, req, first, bh, write);
        boolean unwritten = bh.test(BufferHead.State.UNWRITTEN);
        boolean mapped = bh.test(BufferHead.State.MAPPED);
        if (ret == 0 && write && !mapped) {
            ret = -Errno.ENOTBLK;
        }
        iomap.type = unwritten ? Iomap.Type.UNWRITTEN : mapped ? Iomap.Type.MAPPED : Iomap.Type.HOLE;
        iomap.offset = first << inode.blkbits();
        iomap.length = mapped || unwritten ? bh.bSize : inode.blockSize();
        iomap.addr = mapped ? bh.bBlocknr << inode.blkbits() : -1;
        if (bh.test(BufferHead.State.NEW)) {
            iomap.flags.add(Iomap.Flag.NEW);
        }
        kernel.say(iomap.asBlocks(req, inode, pos, length, write, ret));
        return ret;
    }

    private int end(DioIodone endIo, Kiocb iocb, long size, int error, long met) {
        Object priv = (met & IomapDio.UNWRITTEN) != 0 ? MET_UNWRITTEN : null;
        return (int) endIo.endIo(iocb, iocb.kiPos().load(), error != 0 ? error : size, priv, 0, false) + error;
    }

    @Override
    public void dioEndIo(Bio bio) {
        throw new IllegalStateException("no scenario has a file system that submits bios itself");
    }
}

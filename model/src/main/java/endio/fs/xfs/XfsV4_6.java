// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.directio.DirectIo;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 273dda76f757 (v4.6): a direct write needs no ioend any more. What is due at its end stands in {@code b_private}; {@code
 * end_io} hears of errors (187372a3b9fa), and the error of a conversion is the request's. Writes beyond the end may be
 * asynchronous ({@code DIO_ASYNC_EXTEND}, v4.2): {@code end_io} makes the sizes grow.
 */
public class XfsV4_6 extends XfsV3_12 {

    /** {@code XFS_DIO_FLAG_UNWRITTEN}, {@code XFS_DIO_FLAG_APPEND}. */
    protected enum Due { UNWRITTEN, APPEND }

    /** A mount of {@code bdev} over the direct-I/O core of its kernel. */
    public XfsV4_6(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev) {
        super(kernel, sb, core, bdev);
    }

    /** {@code xfs_vm_direct_IO}. */
    @Override
    protected long vmDirectIo(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        return blockdevDirectIo(true, ip, iocb, iov, (io, offset, bytes, priv, res, async) ->
                endIoDirectWrite(ip, io, offset, bytes, priv), Set.of(DirectIo.Flag.ASYNC_EXTEND));
    }

    /** {@code xfs_map_direct}: unwritten blocks; once said, it stays said for the request. */
    @Override
    protected void unwritten(XfsInode ip, BufferHead bh) {
        bh.bPrivate = Due.UNWRITTEN;
        bh.set(BufferHead.State.DEFER_COMPLETION);
    }

    /** {@code xfs_map_direct}: written blocks beyond the end. */
    @Override
    protected void written(XfsInode ip, long iblock, BufferHead bh) {
        if ((iblock << ip.blkbits()) + bh.bSize > ip.iSize().load()) {
            if (bh.bPrivate == null) {
                bh.bPrivate = Due.APPEND;
            }
            bh.set(BufferHead.State.DEFER_COMPLETION);
        }
    }

    /** {@code xfs_end_io_direct_write}: conversion, or the size on disk; nothing of a request that failed. */
    protected long endIoDirectWrite(XfsInode ip, Kiocb iocb, long offset, long size, @Nullable Object due) {
        if (size <= 0) {
            return size;
        }
        if (due == null) {
            return 0;
        }
        growInCore(ip, offset + size);
        return due == Due.UNWRITTEN ? iomapWriteUnwritten(ip, iocb.req(), offset, size)
                : setfilesize(ip, offset + size);
    }
}

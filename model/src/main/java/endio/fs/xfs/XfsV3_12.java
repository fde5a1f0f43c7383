// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.directio.DirectIo;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import org.jspecify.annotations.Nullable;

/**
 * XFS in 7b7a8665edd8 (v3.12): a mapping of unwritten blocks asks the core to complete in process context, and {@code
 * end_io} does its work at once, wherever it is. The core completes, and hears of no error.
 */
public class XfsV3_12 extends XfsV3_11 {

    /** A mount of {@code bdev} over the direct-I/O core of its kernel. */
    public XfsV3_12(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev) {
        super(kernel, sb, core, bdev);
    }

    /** {@code __xfs_get_blocks}: {@code set_buffer_defer_completion}. */
    @Override
    protected void unwritten(XfsInode ip, BufferHead bh) {
        super.unwritten(ip, bh);
        bh.set(BufferHead.State.DEFER_COMPLETION);
    }

    /** {@code xfs_end_io_direct_write}: an ioend knows no kiocb any more. */
    @Override
    protected long endIoDirectWrite(Kiocb iocb, long offset, long size, @Nullable Object priv, long ret, boolean async) {
        finishIoendSync(begin(iocb, offset, size, priv));
        return 0;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.directio.DirectIo;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import org.jspecify.annotations.Nullable;

/**
 * OCFS2 in 7b7a8665edd8 (v3.12): {@code end_io} only drops its locks; the core drops {@code i_dio_count} and completes. It
 * asks for no process context.
 */
public class Ocfs2V3_12 extends Ocfs2V3_11 {

    /** A mount of {@code bdev} over the direct-I/O core of its kernel. */
    public Ocfs2V3_12(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev) {
        super(kernel, sb, core, bdev);
    }

    /** {@code ocfs2_dio_end_io}. */
    @Override
    protected long dioEndIo(Ocfs2Inode ip, Kiocb iocb, long offset, long bytes, @Nullable Object priv, long ret,
            boolean async) {
        dropLocks(ip, iocb);
        return 0;
    }
}

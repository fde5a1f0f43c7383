// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.directio.DirectIo;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/**
 * OCFS2 of v4.15: the error of {@code ocfs2_dio_end_io_write} is the request's (which release
 * brought that is not known), and 28f5a8a7c033: truncation waits for direct
 * I/O before it takes the cluster locks. It still holds {@code i_mutex} then, which the worker of a request wants.
 */
public class Ocfs2V4_15 extends Ocfs2V4_6 {

    /** A mount of {@code bdev} over the direct-I/O core of its kernel. */
    public Ocfs2V4_15(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev) {
        super(kernel, sb, core, bdev);
    }

    @Override
    protected long answer(int error) {
        return error;
    }

    /** {@code ocfs2_setattr}: first the wait. */
    @Override
    protected void setattrWait(Ocfs2Inode ip) {
        ip.dioWait();
        ip.ipRwLockres.lock();
    }
}

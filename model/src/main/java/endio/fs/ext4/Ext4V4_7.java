// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.directio.DirectIo;
import endio.event.Errno;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;

/**
 * e142d05263a4 (v4.7): an unaligned asynchronous write has no mutex of its own any more; it waits for conversions under
 * the inode's lock, so that nobody adds to them meanwhile.
 */
public class Ext4V4_7 extends Ext4V4_6 {

    /** As {@link Ext4V3_11#Ext4V3_11(Kernel, SuperBlock, DirectIo, BlockDevice, Ext4Options, Journal)}. */
    public Ext4V4_7(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options,
            Journal journal) {
        super(kernel, sb, core, bdev, options, journal);
    }

    /** A mount of {@code bdev} whose journal fails when the kernel's faults say so. */
    public Ext4V4_7(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        super(kernel, sb, core, bdev, options);
    }

    /** {@code ext4_file_write_iter}. */
    @Override
    protected long fileDioWrite(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset, boolean overwrite) {
        inode.lock(iocb.req());
        boolean unaligned = !iocb.sync() && unalignedAio(inode, offset, length(iov));
        if (unaligned) {
            unwrittenWait(inode);
        }
        long ret = genericFileWrite(iocb, inode, iov, offset, overwrite && !unaligned);
        if (unaligned && ret == -Errno.EIOCBQUEUED) {
            unalignedQueued(inode);
        }
        inode.unlock(iocb.req());
        return syncSubmitted(iocb, inode, iov, offset, ret);
    }

    /** An unaligned write is on its way: whoever takes the lock next may be aligned, and then waits for nobody. */
    protected void unalignedQueued(Ext4Inode inode) {}
}

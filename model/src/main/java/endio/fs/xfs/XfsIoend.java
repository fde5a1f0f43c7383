// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Work;
import endio.vfs.Kiocb;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct xfs_ioend} (fs/xfs/xfs_aops.h) of a direct write. One owner after the other has it, so its fields are not
 * cells.
 */
final class XfsIoend {
    final ObjectId id;
    /** {@code io_inode}. */
    final XfsInode inode;
    /** {@code io_isdirect}: its end was beyond the size on disk when it was made. */
    final boolean beyond;
    /** {@code io_work}. */
    final Work work;
    /** {@code io_iocb}, {@code io_result}, {@code io_isasync}: until v3.11. */
    @Nullable Kiocb iocb;
    long result;
    boolean isasync;
    /** Number of its request in events. */
    int req = -1;
    /** {@code io_offset}, {@code io_size}. */
    long offset;
    long size;
    /** {@code io_type} is {@code XFS_IO_UNWRITTEN}. */
    boolean unwritten;
    /** {@code io_error}: of the conversion. */
    int error;

    XfsIoend(Kernel kernel, @Nullable ObjectId id, XfsInode inode, boolean beyond) {
        this.id = kernel.follow(id, "ioend", "xfs_alloc_ioend");
        this.inode = inode;
        this.beyond = beyond;
        this.work = new Work(kernel, this.id, "io_work", -1);
    }

    /** {@code xfs_ioend_is_append}. */
    boolean append() {
        return beyond && offset + size > inode.diSize.load();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.blkdev;

import endio.iomap.IovIter;
import endio.vfs.BlockDevice;
import endio.vfs.Filemap;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import java.util.function.LongSupplier;

/** The entry of the block device's own direct I/O. */
public interface BlkdevDirectIo {

    /**
     * {@code blkdev_direct_IO}.
     *
     * @param iter the user's memory, which tells the direction as well
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    long blkdevDirectIo(Kiocb iocb, BlockDevice bdev, IovIter iter);

    /**
     * What its caller does about the page cache around a write.
     *
     * @param directIo {@link #blkdevDirectIo}
     * @return what it returned
     */
    default long directWrite(Inode inode, long pos, long count, LongSupplier directIo) {
        return Filemap.genericFileDirectWrite(inode, pos, count, directIo);
    }
}

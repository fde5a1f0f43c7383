// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entry of the iomap engine. */
public interface IomapDirectIo {

    /** {@code dio_flags} of {@code iomap_dio_rw}; a generation that does not know one ignores it. */
    enum Flag {
        /** {@code IOMAP_DIO_FORCE_WAIT}: an asynchronous request is waited for as well; from v5.5 on. */
        FORCE_WAIT,
        /** {@code IOMAP_DIO_OVERWRITE_ONLY}: {@code -EAGAIN} unless it is a pure overwrite; from v5.12 on. */
        OVERWRITE_ONLY,
        /**
         * {@code IOMAP_DIO_PARTIAL}: a page that is missing ends the request, with what was transferred; from v5.16 on.
         */
        PARTIAL
    }

    /**
     * {@code iomap_dio_rw}: a direct request. The caller holds {@code i_rwsem}.
     *
     * @param bdev the device of the file
     * @param dops the file system's callbacks, or null
     * @param doneBefore bytes that were transferred before, counted into a good result; from v5.16 on
     * @return bytes; a negative errno; {@code -EIOCBQUEUED}; {@code -ENOTBLK}: nothing was done, go through the page
     *     cache
     */
    long iomapDioRw(Kiocb iocb, Inode inode, BlockDevice bdev, IovIter iter, IomapOps ops, @Nullable IomapDioOps dops,
            Set<Flag> dioFlags, long doneBefore);
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.DioIodone;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import org.jspecify.annotations.Nullable;
import java.util.List;
import java.util.Set;

/** The entry of the direct-I/O core. */
public interface DirectIo {

    /** Flags of {@code __blockdev_direct_IO}. */
    enum Flag {
        /** {@code DIO_LOCKING}: reads take {@code i_mutex}; for writes the caller holds it. */
        LOCKING,
        /** {@code DIO_SKIP_HOLES}: writes do not fill holes inside the file. */
        SKIP_HOLES,
        /** {@code DIO_ASYNC_EXTEND}: writes beyond the end may stay asynchronous; known from v4.0 to v4.15. */
        ASYNC_EXTEND,
        /** {@code DIO_SKIP_DIO_COUNT}: nobody waits for this inode's direct I/O, as of a block device; from v4.1 on. */
        SKIP_DIO_COUNT
    }

    /**
     * {@code __blockdev_direct_IO}.
     *
     * @param endIo the file system's callback, or null
     * @param submitIo the file system submits the bios itself, or null
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    long blockdevDirectIo(boolean write, Kiocb iocb, Inode inode, BlockDevice bdev, List<IoVec> iov, long offset,
            GetBlock getBlock, @Nullable DioIodone endIo, @Nullable DioSubmit submitIo, Set<Flag> flags);

    /**
     * Whether an asynchronous O_(D)SYNC write is made durable before it is reported. If not, its caller flushes when it was
     * submitted: before 02afc27faec9 (v3.12).
     */
    default boolean syncsAsyncWrites() {
        return false;
    }

    /**
     * {@code generic_write_sync} of the caller of a write, once it has given up the inode's lock: of one that is over, and
     * before 02afc27faec9 also of one that is still on its way.
     *
     * @param bytes of the request
     * @param ret what the submission returned
     * @return {@code ret}, or the negative errno of a sync that failed
     */
    default long syncSubmitted(Kernel kernel, Kiocb iocb, Inode inode, long offset, long bytes, long ret) {
        boolean due = iocb.has(Kiocb.Flag.DSYNC) || iocb.has(Kiocb.Flag.SYNC);
        if (!due || ret <= 0 && (ret != -Errno.EIOCBQUEUED || syncsAsyncWrites())) {
            return ret;
        }
        long count = ret > 0 ? ret : bytes;
        int err = inode.vfsFsyncRange(offset, offset + count - 1, !iocb.has(Kiocb.Flag.SYNC));
        kernel.say(new FileSystemEvent.GenericWriteSync(iocb.req(), offset, count, true, err));
        return err < 0 ? err : ret;
    }

    /**
     * {@code dio_end_io}: what the file system's own bio callback calls for a bio that it submitted itself.
     */
    void dioEndIo(Bio bio);
}

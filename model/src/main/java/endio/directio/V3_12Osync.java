// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.FileSystemEvent;
import endio.kernel.Kernel;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;

/**
 * Commit 02afc27faec9 (v3.12), "direct-io: Handle O_(D)SYNC AIO": an asynchronous O_(D)SYNC write is completed in
 * process context and made durable there, before its result is out. Until then it was flushed when it had just been
 * submitted.
 */
public class V3_12Osync extends V3_12 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V3_12Osync(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V3_12Osync(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    @Override
    public boolean syncsAsyncWrites() {
        return true;
    }

    /** {@code do_blockdev_direct_IO}: deferral is asked for before the request counts. */
    @Override
    protected long begin(Dio dio, long offset, long end) {
        dio.isAsync = isAsync(dio, end);
        if (dio.isAsync && dio.write) {
            int ret = prepareAsyncWrite(dio);
            if (ret != 0) {
                return ret;
            }
        }
        inodeDioBegin(dio);
        dio.iSize = dio.inode.iSize().load();
        return STARTED;
    }

    /** The queue that an asynchronous write will need for certain; 0 or a negative errno. */
    protected int prepareAsyncWrite(Dio dio) {
        return isDsync(dio) ? dioSetDeferCompletion(dio) : 0;
    }

    /** {@code file->f_flags & O_DSYNC}, {@code IS_SYNC(inode)}. */
    protected final boolean isDsync(Dio dio) {
        return dio.iocb.has(Kiocb.Flag.DSYNC) || dio.iocb.has(Kiocb.Flag.SYNC);
    }

    /** {@code dio_complete}: after {@code inode_dio_done}, before {@code aio_complete}. */
    @Override
    protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
        Outcome outcome = gather(dio, offset, ret);
        if (dio.endIo != null && outcome.result() != 0) {
            endIo(dio, dio.endIo, offset, outcome.transferred(), 0, false);
        }
        return completeDone(dio, offset, outcome.transferred(), outcome.ret(), async);
    }

    /** The end of {@code dio_complete}, from {@code inode_dio_done} on. */
    protected final long completeDone(Dio dio, long offset, long transferred, long ret, boolean async) {
        long result = ret;
        inodeDioEnd(dio);
        if (async) {
            if (dio.write) {
                long err = genericWriteSync(dio, offset, transferred, 0);
                if (err < 0 && ret > 0) {
                    result = err;
                }
            }
            dio.iocb.aioComplete(result);
        }
        dioFree(dio.id);
        return result;
    }

    /**
     * {@code generic_write_sync}: nothing to do without O_(D)SYNC.
     *
     * @param offset first byte
     * @param count bytes
     * @param good what it returns if nothing failed: 0, and from v4.7 on {@code count}
     * @return {@code good} or a negative errno
     */
    protected final long genericWriteSync(Dio dio, long offset, long count, long good) {
        boolean dsync = isDsync(dio);
        long ret = good;
        if (dsync) {
            int err = dio.inode.vfsFsyncRange(offset, offset + count - 1, !dio.iocb.has(Kiocb.Flag.SYNC));
            if (err != 0) {
                ret = err;
            }
        }
        kernel().say(new FileSystemEvent.GenericWriteSync(dio.req(), offset, count, dsync, ret));
        return ret;
    }
}

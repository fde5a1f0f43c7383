// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.Errno;
import endio.event.InodeEvent;
import endio.event.MappingEvent;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.vfs.Bio;
import endio.vfs.BufferHead;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;
import java.util.EnumSet;
import java.util.Set;

/**
 * v4.15: commit 332391a9935d (v4.14), "fs: Fix page cache inconsistency when mixing buffered and AIO DIO", and what
 * followed it. A write over cached pages is completed in process context, where the pages are dropped: after {@code
 * end_io} (5e25c269e17d), and never in an interrupt. So that a queue is there, every asynchronous write makes one.
 */
public class V4_15 extends V4_6 {

    /** Flags of {@code dio_complete}. */
    protected enum Complete {
        /** {@code DIO_COMPLETE_ASYNC}: nobody waits, the kiocb is to be completed. */
        ASYNC,
        /** {@code DIO_COMPLETE_INVALIDATE}: in process context, cached pages can be dropped. */
        INVALIDATE
    }

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V4_15(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V4_15(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    /** {@code do_blockdev_direct_IO}: whether cached pages will be met is not known yet. */
    @Override
    protected int prepareAsyncWrite(Dio dio) {
        if (isDsync(dio)) {
            return dioSetDeferCompletion(dio);
        }
        return dio.inode.sb().sDioDoneWq().load() == null ? sbInitDioDoneWq(dio.inode.sb(), dio.req()) : 0;
    }

    /** {@code dio_bio_end_aio}: cached pages are a reason to defer, too. */
    @Override
    protected void dioBioEndAio(Bio bio) {
        Dio dio = dio(bio, "dio_bio_end_aio");
        dioBioComplete(dio, bio);
        if (putBioReference(dio) == 0) {
            if (dio.result.load() != 0
                    && (dio.deferCompletion.load() != 0 || dio.write && dio.inode.nrpages().load() != 0)) {
                dio.completeWork.init(() -> dioAioCompleteWork(dio));
                WorkQueue.queueWork(kernel(), dio.inode.sb().sDioDoneWq().load(), dio.completeWork);
            } else {
                dioComplete(dio, 0, EnumSet.of(Complete.ASYNC));
            }
        }
    }

    /**
     * {@code dio_bio_complete}: the error is read once, before the bio is let go. A bio that was refused so that
     * nobody has to wait is told apart; of several bios that failed differently the last one to store wins.
     */
    @Override
    protected int dioBioComplete(Dio dio, Bio bio) {
        boolean error = bio.error();
        if (error) {
            boolean refused = bio.status() == -Errno.EAGAIN && dio.write && dio.iocb.has(Kiocb.Flag.NOWAIT);
            dio.ioError.store(refused ? -Errno.EAGAIN : -Errno.EIO);
        }
        bioCheckPagesDirty(dio, bio);
        return error ? -Errno.EIO : 0;
    }

    /** {@code dio_aio_complete_work}. */
    @Override
    protected void dioAioCompleteWork(Dio dio) {
        dioComplete(dio, 0, EnumSet.of(Complete.ASYNC, Complete.INVALIDATE));
    }

    /** The submitter's call of {@code dio_complete}. */
    @Override
    protected long dioComplete(Dio dio, long offset, long ret, boolean async) {
        return dioComplete(dio, ret, EnumSet.of(async ? Complete.ASYNC : Complete.INVALIDATE));
    }

    /** {@code dio_complete}: end_io, invalidation, {@code inode_dio_end}, position, sync, {@code ki_complete}. */
    protected long dioComplete(Dio dio, long ret, Set<Complete> flags) {
        long offset = dio.iocb.kiPos().load();
        Outcome outcome = gather(dio, offset, ret);
        long result = ended(dio, offset, outcome.ret());
        if (flags.contains(Complete.INVALIDATE) && result > 0 && dio.write && dio.inode.nrpages().load() != 0) {
            invalidate(dio, offset, result);
        }
        inodeDioEnd(dio);
        if (flags.contains(Complete.ASYNC)) {
            dio.iocb.kiPos().add(outcome.transferred());
            if (dio.write) {
                result = writeSync(dio, offset, outcome.transferred(), result);
            }
            dio.iocb.aioComplete(result);
        }
        dioFree(dio.id);
        return result;
    }

    private void invalidate(Dio dio, long offset, long bytes) {
        long first = offset >> PAGE_SHIFT;
        long last = (offset + bytes - 1) >> PAGE_SHIFT;
        int err = dio.inode.invalidateInodePages2Range(first, last);
        kernel().say(new InodeEvent.Invalidate(dio.inode.ino(), first, last, err));
        kernel().warnOn(err != 0, "invalidate_inode_pages2_range failed in dio_complete");
    }

    /**
     * Makes a write durable if it has to be; returns the result of the request. What {@code generic_write_sync}
     * returns takes the place of the result, so an error that came before it is lost.
     */
    protected long writeSync(Dio dio, long offset, long transferred, long result) {
        return genericWriteSync(dio, offset, transferred, transferred);
    }

    /** {@code dio_complete}: {@code -EFAULT} of the walk does not count if something was put under I/O before it. */
    @Override
    protected long ofWalk(long ret, long result) {
        return ret == -Errno.EFAULT && result != 0 ? 0 : super.ofWalk(ret, result);
    }

    /**
     * {@code get_more_blocks}: a block that the file fills in part is inside it, too (v4.7). The comparison is an
     * unsigned one, so in an empty file every block is.
     */
    @Override
    protected boolean insideFile(Dio dio, Sdio sdio, long fsStartblk) {
        long last = (dio.inode.iSize().load() - 1) >> dio.inode.blkbits();
        return Long.compareUnsigned(fsStartblk, last) <= 0;
    }

    /** {@code clean_bdev_aliases}: all blocks of a mapping at once. */
    @Override
    protected void cleanBlockdevAliases(Dio dio, BufferHead mapBh) {
        kernel().say(new MappingEvent.CleanAlias(mapBh.bBlocknr, mapBh.bSize >> dio.inode.blkbits()));
    }

    /** {@code submit_page_section}: after a bio that was reaped with an error there may be none to submit. */
    @Override
    protected int submitAtBoundary(Dio dio, Sdio sdio) {
        int ret = dioSendCurPage(dio, sdio);
        if (sdio.bio != null) {
            dioBioSubmit(dio, sdio);
        }
        putCurPage(sdio);
        return ret;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.Errno;
import endio.kernel.Kernel;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;

/**
 * The engine as in v6.11 (fs/iomap/direct-io.c, git blob f3b43d223a46):
 * <ul>
 * <li>7b3c14d1a96b (v6.6): {@code IOMAP_DIO_INLINE_COMP}, set for reads.
 * <li>8c052fb3002e (v6.6): {@code IOMAP_DIO_CALLER_COMP}: a pure overwrite whose issuer agreed is handed back to it, to
 *     be completed in its own task.
 * <li>3a0be38cc84d (v6.6): written through also means a device without a cache that loses power.
 * <li>936e114a245b (v6.5): {@code ki_pos} moves after {@code i_dio_count} dropped.
 * <li>"iomap: use kiocb_write_and_wait and kiocb_invalidate_pages" (v6.5): flush and invalidation by {@code
 *     kiocb_invalidate_pages}, whose errors but {@code -EAGAIN} give {@code -ENOTBLK}.
 * </ul>
 */
public class V6_11 extends V6_1 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V6_11(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V6_11(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    @Override
    protected int prepare(IomapDio dio, IomapIter iomi) {
        iomi.waitForCompletion = waits(dio);
        if (dio.iocb.has(Kiocb.Flag.NOWAIT)) {
            iomi.flags.add(IomapOps.Flag.NOWAIT);
        }
        int ret = dio.write() ? prepareWrite(dio, iomi) : prepareRead(dio, iomi);
        return ret == 0 && needsWorker(dio, iomi) ? needDoneWq(dio) : ret;
    }

    /** Whether the queue of completions has to exist. */
    protected boolean needsWorker(IomapDio dio, IomapIter iomi) {
        return dio.write() && !iomi.waitForCompletion;
    }

    /** The branch of reads in {@code __iomap_dio_rw}. */
    protected int prepareRead(IomapDio dio, IomapIter iomi) {
        inlineCompletion(dio);
        if (iomi.pos >= dio.iSize) {
            return NOTHING_TO_DO;
        }
        dio.set(IomapDio.DIRTY);
        return kiocbWriteAndWait(dio, iomi);
    }

    /** Reads can always be completed in an interrupt. */
    protected void inlineCompletion(IomapDio dio) {
        dio.set(IomapDio.INLINE_COMP);
    }

    /** {@code kiocb_write_and_wait} (mm/filemap.c). */
    protected final int kiocbWriteAndWait(IomapDio dio, IomapIter iomi) {
        if (dio.iocb.has(Kiocb.Flag.NOWAIT)) {
            return dio.inode.filemapRangeNeedsWriteback(iomi.pos, iomi.pos + iomi.len - 1) ? -Errno.EAGAIN : 0;
        }
        return flush(dio, iomi);
    }

    /** The branch of writes in {@code __iomap_dio_rw}. */
    protected int prepareWrite(IomapDio dio, IomapIter iomi) {
        iomi.flags.add(IomapOps.Flag.WRITE);
        if (dio.iocb.has(Kiocb.Flag.DIO_CALLER_COMP)) {
            callerCompletion(dio);
        }
        int ret = overwriteOnly(dio, iomi);
        if (ret != 0) {
            return ret;
        }
        setSyncFlags(dio);
        ret = kiocbInvalidatePages(dio, iomi);
        return ret == 0 || ret == -Errno.EAGAIN ? ret : notInvalidated(dio);
    }

    /** The issuer offers to complete the request in its own task. */
    protected void callerCompletion(IomapDio dio) {
        dio.set(IomapDio.CALLER_COMP);
    }

    /** {@code kiocb_invalidate_pages} (mm/filemap.c). */
    protected final int kiocbInvalidatePages(IomapDio dio, IomapIter iomi) {
        long last = iomi.pos + iomi.len - 1;
        if (dio.iocb.has(Kiocb.Flag.NOWAIT)) {
            if (dio.inode.filemapRangeHasPage(iomi.pos, last)) {
                return -Errno.EAGAIN;
            }
        } else {
            int ret = flush(dio, iomi);
            if (ret != 0) {
                return ret;
            }
        }
        return invalidate(dio.inode, iomi.pos, last);
    }

    /** The page cache could not be invalidated before a write. */
    protected int notInvalidated(IomapDio dio) {
        return -Errno.ENOTBLK;
    }

    @Override
    protected boolean useFua(IomapDio dio, IomapIter iomi) {
        return isOverwrite(iomi.iomap) && dio.has(IomapDio.WRITE_THROUGH)
                && (iomi.iomap.bdev.fua() || !iomi.iomap.bdev.writeCache());
    }

    /** The issuer cannot complete what needs more I/O: zeroed or converted blocks, a new size, a sync. */
    @Override
    protected long bioActor(IomapDio dio, IomapIter iomi, long length, boolean needZeroout) {
        if (needZeroout || dio.has(IomapDio.NEED_SYNC) && !useFua(dio, iomi)
                || dio.write() && iomi.pos >= dio.inode.iSize().load()) {
            dio.clear(IomapDio.CALLER_COMP);
        }
        return super.bioActor(dio, iomi, length, needZeroout);
    }

    /** Waiter, interrupt, issuer, worker: the first of them that is allowed. */
    @Override
    protected void iomapDioDone(IomapDio dio) {
        if (isWaitedFor(dio)) {
            wakeWaiter(dio);
        } else if (dio.has(IomapDio.INLINE_COMP)) {
            dio.iocb.priv().storeOnce(null);
            iomapDioCompleteWork(dio);
        } else if (dio.has(IomapDio.CALLER_COMP)) {
            Kiocb iocb = dio.iocb;
            iocb.priv().store(dio);
            iocb.dioComplete().store(() -> iomapDioDeferredComplete(dio));
            iocb.kiComplete(0);
        } else {
            queueWork(dio);
        }
    }

    /** {@code iomap_dio_deferred_complete}, in the issuer's task. */
    protected long iomapDioDeferredComplete(IomapDio dio) {
        return iomapDioComplete(dio);
    }

    @Override
    protected long iomapDioComplete(IomapDio dio) {
        long offset = dio.iocb.kiPos().load();
        long ret = finish(dio);
        dio.inode.dioDone();
        if (ret > 0) {
            dio.iocb.kiPos().store(offset + ret);
            if (dio.has(IomapDio.NEED_SYNC)) {
                ret = genericWriteSync(dio.iocb, dio.inode, ret);
            }
            if (ret > 0) {
                ret += dio.doneBefore;
            }
        }
        dioFree(dio);
        return ret;
    }

    /** Moved later, by {@link #iomapDioComplete}. */
    @Override
    protected void moveKiPos(Kiocb iocb, long pos) {}
}

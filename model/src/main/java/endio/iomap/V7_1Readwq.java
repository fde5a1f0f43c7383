// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.Errno;
import endio.event.IomapEvent;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;

/**
 * The engine as in v7.1 (fs/iomap/direct-io.c, git blob b36ee619cdcd) before 7fd8720dff2d: no release, but the state of
 * the series in between.
 * <ul>
 * <li>iomap_dio_done and {@code iomap_finish_ioend_direct} (v6.18): a bio of which the file system made an ioend is
 *     completed by the file system's worker.
 * <li>IOMAP_DIO_COMP_WORK (v6.19): pure overwrites are completed in the interrupt, unless pages are cached; what needs
 *     a worker says so. The issuer is not asked any more.
 * <li>ddb4873286e0: errors are completed by a worker, whatever the request. An asynchronous read that fails finds no
 *     queue.
 * <li>45cec0de6c89: pages and bio are given back before the reference is dropped.
 * <li>v6.15 on: {@code iomap_iter} advances within a mapping; v6.13: RWF_ATOMIC; fserror reports.
 * </ul>
 */
public class V7_1Readwq extends V6_11 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V7_1Readwq(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V7_1Readwq(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    /** No flag: whatever does not ask for a worker is completed in the interrupt. */
    @Override
    protected void inlineCompletion(IomapDio dio) {}

    /** The issuer's offer is not taken any more. */
    @Override
    protected void callerCompletion(IomapDio dio) {}

    /** A write beyond the end of the file needs a worker. */
    @Override
    protected int prepareWrite(IomapDio dio, IomapIter iomi) {
        if (dio.iocb.has(Kiocb.Flag.ATOMIC)) {
            iomi.flags.add(IomapOps.Flag.ATOMIC);
        }
        int ret = super.prepareWrite(dio, iomi);
        if (ret == 0 && iomi.pos + iomi.len > dio.iSize) {
            dio.set(IomapDio.COMP_WORK);
        }
        return ret;
    }

    /** A write that must not be torn cannot fall back to the page cache. */
    @Override
    protected int notInvalidated(IomapDio dio) {
        return dio.iocb.has(Kiocb.Flag.ATOMIC) ? -Errno.EAGAIN : -Errno.ENOTBLK;
    }

    /** {@code iomap_iter} of v6.16: what a mapping was used for shows in how far the iterator has got. */
    @Override
    protected int iomapIter(IomapDio dio, IomapIter iomi) {
        if (iomi.iomap.length != 0) {
            long advanced = iomi.pos - iomi.iterStartPos;
            if (dio.ops.end() != null) {
                long length = Math.min(iomi.len + advanced,
                        iomi.iomap.offset + iomi.iomap.length - iomi.iterStartPos);
                int ret = iomapEnd(dio, iomi, iomi.iterStartPos, length, advanced);
                if (ret < 0 && advanced == 0) {
                    return ret;
                }
            }
            if (iomi.status < 0) {
                return iomi.status;
            }
            if (iomi.len == 0 || advanced == 0) {
                return 0;
            }
        }
        iomi.status = 0;
        iomi.iomap.clear();
        iomi.iterStartPos = iomi.pos;
        int ret = iomapBegin(dio, iomi);
        return ret < 0 ? ret : 1;
    }

    /** {@code iomap_dio_iter}: moves the iterator, sets {@code status}. */
    @Override
    protected void iomapDioIter(IomapDio dio, IomapIter iomi) {
        long ret = iomapDioActor(dio, iomi, iomi.length());
        iomi.status = (int) Math.min(ret, 0);
        if (ret > 0) {
            iomi.pos += ret;
            iomi.len -= ret;
        }
    }

    /**
     * {@code iomap_dio_bio_iter}: says whether completion needs a worker. Memory that is not aligned is the device's
     * affair.
     */
    @Override
    protected long iomapDioBioActor(IomapDio dio, IomapIter iomi, long length) {
        Iomap iomap = iomi.iomap;
        long unit = 1L << iomap.bdev.logicalBlockBits();
        if (((iomi.pos | length) & (unit - 1)) != 0) {
            return -Errno.EINVAL;
        }
        boolean fua = false;
        boolean needZeroout = false;
        if (dio.write()) {
            boolean needWork = iomap.type != Iomap.Type.MAPPED;
            if (iomap.type == Iomap.Type.UNWRITTEN) {
                dio.set(IomapDio.UNWRITTEN);
                needZeroout = true;
            }
            if (iomap.flags.contains(Iomap.Flag.ATOMIC_BIO) && length != iomi.len) {
                return -Errno.EINVAL;
            }
            if (iomap.flags.contains(Iomap.Flag.SHARED)) {
                needWork = true;
                dio.set(IomapDio.COW);
            }
            if (iomap.flags.contains(Iomap.Flag.NEW)) {
                needWork = true;
                needZeroout = true;
            }
            if (dio.has(IomapDio.WRITE_THROUGH)) {
                fua = useFua(dio, iomi);
                if (!fua) {
                    dio.clear(IomapDio.WRITE_THROUGH);
                }
            }
            if (needWork) {
                dio.set(IomapDio.COMP_WORK);
            }
        }
        return bios(dio, iomi, length, needZeroout, fua);
    }

    /** The rest of {@code iomap_dio_bio_iter}. */
    protected long bios(IomapDio dio, IomapIter iomi, long length, boolean needZeroout, boolean fua) {
        long origCount = dio.iter.count();
        dio.iter.truncate(length);
        long pos = iomi.pos;
        if (needZeroout) {
            zeroHead(dio, iomi, pos);
        }
        long copied = 0;
        long ret = 0;
        boolean stopped = false;
        do {
            if (dio.error.load() != 0) {
                stopped = true;
                break;
            }
            ret = iomapDioBioIterOne(dio, iomi, pos, fua);
            if (ret < 0) {
                break;
            }
            dio.size.add(ret);
            copied += ret;
            pos += ret;
            ret = 0;
        } while (dio.iter.count() > 0);
        if (!stopped && (needZeroout || dio.write() && pos >= dio.inode.iSize().load())) {
            ret = zeroTailResult(dio, iomi, pos, ret);
        }
        dio.iter.reexpand(origCount - copied);
        return copied != 0 ? copied : ret;
    }

    /** Zeroes the rest of the block; its result takes the place of an error before it. */
    protected long zeroTailResult(IomapDio dio, IomapIter iomi, long pos, long ret) {
        if ((pos & (dio.inode.blockSize() - 1)) == 0) {
            return ret;
        }
        zeroTail(dio, iomi, pos);
        return 0;
    }

    /** {@code iomap_dio_bio_iter_one}: one bio; its bytes or a negative errno. */
    protected long iomapDioBioIterOne(IomapDio dio, IomapIter iomi, long pos, boolean fua) {
        int nrPages = dio.iter.npages(iomi.iomap.bdev.bioMaxPages());
        Bio bio = bioAlloc(dio, iomi, pos);
        if (fua) {
            bio.setFua();
        }
        int ret = bioIovIterGetPages(bio, dio.iter, nrPages, iomi);
        if (ret != 0) {
            bioPut(bio);
            return ret;
        }
        boolean atomic = dio.write() && iomi.iomap.flags.contains(Iomap.Flag.ATOMIC_BIO);
        if (atomic && bio.size() != iomi.length()) {
            kernel().warnOn(true, "ret != iomap_length(iter) in iomap_dio_bio_iter_one");
            // The pages stay pinned: nobody gives them back.
            bioPut(bio);
            return -Errno.EINVAL;
        }
        long size = bio.size();
        iomapDioSubmitBio(dio, iomi, bio, pos, false);
        return size;
    }

    @Override
    protected long submitted(IomapDio dio, IomapIter iomi, int ret) {
        if (ret < 0) {
            iomapDioSetError(dio, ret);
        }
        if (dio.has(IomapDio.WRITE_THROUGH)) {
            dio.clear(IomapDio.NEED_SYNC);
        } else if (dio.has(IomapDio.NEED_SYNC)) {
            dio.set(IomapDio.COMP_WORK);
        }
        return dropAndComplete(dio, iomi);
    }

    @Override
    protected void iomapDioBioEndIo(Bio bio) {
        if (bio.error()) {
            iomapDioSetError(dio(bio), bio.status());
        }
        bioEndIo(bio, false);
    }

    /** {@code iomap_finish_ioend_direct}: a bio whose end the file system kept for a worker of its own. */
    public void iomapFinishIoendDirect(Bio bio, int error) {
        if (error != 0) {
            iomapDioSetError(dio(bio), error);
        }
        bioEndIo(bio, true);
    }

    /** {@code __iomap_dio_bio_end_io}: pages and bio go first, then the reference. */
    protected void bioEndIo(Bio bio, boolean inlineCompletion) {
        IomapDio dio = dio(bio);
        bioRelease(bio, dio.has(IomapDio.DIRTY));
        if (decAndTest(dio)) {
            if (inlineCompletion) {
                dio.clear(IomapDio.COMP_WORK);
            }
            iomapDioDone(dio);
        }
    }

    /** {@code iomap_dio_done}: waiter, worker, or where it is. */
    @Override
    protected void iomapDioDone(IomapDio dio) {
        if (isWaitedFor(dio)) {
            wakeWaiter(dio);
            return;
        }
        if (dio.error.load() != 0) {
            dio.set(IomapDio.COMP_WORK);
        }
        if (dio.write() && !dio.has(IomapDio.COMP_WORK)) {
            dio.set(dio.inode.nrpages().load() != 0 ? IomapDio.COMP_WORK : IomapDio.NO_INVALIDATE);
        }
        if (dio.has(IomapDio.COMP_WORK)) {
            queueWork(dio);
        } else {
            dio.iocb.priv().storeOnce(null);
            iomapDioCompleteWork(dio);
        }
    }

    /** Told to who watches the file system for errors, right after {@code end_io}. */
    @Override
    protected void reportError(IomapDio dio, long offset, long size, int error) {
        if (error != 0 && error != -Errno.EAGAIN && error != -Errno.ENOTBLK) {
            kernel().say(new IomapEvent.Fserror(dio.inode.ino(), dio.write(), offset, size, error));
        }
    }

    @Override
    protected void invalidatePost(IomapDio dio, long offset, long size) {
        if (!dio.has(IomapDio.NO_INVALIDATE)) {
            super.invalidatePost(dio, offset, size);
        }
    }
}

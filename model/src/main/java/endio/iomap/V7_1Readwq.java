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
 * <li>IOMAP_DIO_COMP_WORK (v6.19): pure overwrites are completed in the interrupt, unless pages are cached; what needs
 *     a worker says so. The issuer is not asked any more.
 * <li>ddb4873286e0: errors are completed by a worker, whatever the request. An asynchronous read that fails finds no
 *     queue.
 * <li>45cec0de6c89: pages and bio are given back before the reference is dropped.
 * <li>{@code iomap_dio_bio_iter_one} makes one bio, and watchers of the file system hear of errors (fserror).
 * </ul>
 */
public class V7_1Readwq extends V6_18 {

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
        int ret = super.prepareWrite(dio, iomi);
        if (ret == 0 && iomi.pos + iomi.len > dio.iSize) {
            dio.set(IomapDio.COMP_WORK);
        }
        return ret;
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

    /** {@code iomap_finish_ioend_direct}: it is a worker already, so nothing asks for one but what the end finds. */
    @Override
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
}

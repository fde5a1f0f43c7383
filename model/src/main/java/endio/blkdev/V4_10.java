// SPDX-License-Identifier: GPL-2.0-or-later
package endio.blkdev;

import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.IomapEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.iomap.IovIter;
import endio.kernel.Kernel;
import endio.kernel.Task;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;

/**
 * 542ff7bf18c6 (v4.10), "block: new direct I/O implementation": bios for the range, and a dio that lies in the first of
 * them. Whoever ends the last bio completes the request there, in the interrupt; an O_(D)SYNC write needs no worker,
 * since each of its bios is written through. Cached pages are nobody's business at the end.
 */
public class V4_10 extends SimplePath implements BlkdevDirectIo {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V4_10(Kernel kernel) {
        super(kernel, UserPages.of(kernel));
    }

    @Override
    public long blkdevDirectIo(Kiocb iocb, BlockDevice bdev, IovIter iter) {
        int nrPages = iter.npages(bdev.bioMaxPages() + 1);
        if (nrPages == 0) {
            return 0;
        }
        if (((iocb.kiPos().load() | iter.alignment()) & (1L << bdev.logicalBlockBits()) - 1) != 0) {
            return -Errno.EINVAL;
        }
        if (nrPages <= bdev.bioMaxPages()) {
            return oneBio(iocb, bdev, iter, nrPages);
        }
        return manyBios(iocb, bdev, iter, bdev.bioMaxPages());
    }

    /** {@code blkdev_direct_IO} of what fits into one bio: the submitter of a synchronous request needs no dio. */
    protected long oneBio(Kiocb iocb, BlockDevice bdev, IovIter iter, int nrPages) {
        return iocb.isSyncKiocb() ? blkdevDirectIoSimple(iocb, bdev, iter, nrPages)
                : manyBios(iocb, bdev, iter, nrPages);
    }

    /** {@code __blkdev_direct_IO}. An asynchronous dio is not touched once its last bio is submitted. */
    protected long manyBios(Kiocb iocb, BlockDevice bdev, IovIter iter, int most) {
        int nrPages = most;
        long pos = iocb.kiPos().load();
        Bio bio = bioAlloc(iocb, iter.write(), pos, this::blkdevBioEndIo);
        BlkdevDio dio = dioIn(bio, iocb);
        getFirst(dio);
        int ret;
        while (true) {
            bio.biPrivate().store(dio);
            ret = bioIovIterGetPages(bio, iter, nrPages);
            if (ret != 0) {
                bio.endio(-Errno.EIO);
                break;
            }
            dio.size.store(dio.size.load() + bio.size());
            long at = pos;
            pos += bio.size();
            nrPages = iter.npages(bdev.bioMaxPages());
            boolean last = nrPages == 0;
            if (!last) {
                oneMore(dio);
            }
            submit(dio, bdev, bio, at);
            if (last) {
                break;
            }
            bio = bioAlloc(iocb, iter.write(), pos, this::blkdevBioEndIo);
        }
        kernel().say(new DioEvent.Unplug(iocb.req()));
        return dio.isSync ? waited(dio, ret) : -Errno.EIOCBQUEUED;
    }

    /** The dio in front of a first bio. */
    protected final BlkdevDio dioIn(Bio bio, Kiocb iocb) {
        ObjectId id = kernel().machine().number("dio");
        kernel().say(new MemoryEvent.Alloc(id, iocb.req()));
        BlkdevDio dio = new BlkdevDio(kernel(), id, bio, iocb, iocb.isSyncKiocb());
        if (dio.isSync) {
            kernel().say(new DioEvent.WaiterSet(dio.number()));
        }
        return dio;
    }

    /** {@code bio_get}: the completion holds the first bio, and with it the dio. */
    protected void getFirst(BlkdevDio dio) {
        bioGet(dio);
    }

    /** {@code bio_get} of the first bio. */
    protected final void bioGet(BlkdevDio dio) {
        dio.biCnt.inc();
    }

    /** Another bio will follow the one that is submitted next: from now on they are counted. */
    protected void oneMore(BlkdevDio dio) {
        if (dio.multiBio.load() == 0) {
            dio.multiBio.store(1);
            dio.ref.set(2);
            kernel().say(new DioEvent.Ref(dio.number(), 1, 2));
        } else {
            inc(dio);
        }
    }

    /** {@code atomic_inc(&dio->ref)}. */
    protected final void inc(BlkdevDio dio) {
        long to = dio.ref.inc();
        kernel().say(new DioEvent.Ref(dio.number(), to - 1, to));
    }

    /** {@code submit_bio}; a write is written through if it has to be durable ({@code dio_bio_write_op}). */
    protected final void submit(BlkdevDio dio, BlockDevice bdev, Bio bio, long pos) {
        writeOp(dio.iocb, bio);
        kernel().say(new IomapEvent.IomapBio(dio.number(), bio.fua(), false));
        bdev.submitBio(bio, dio.req(), dio.number(), -1, pos);
    }

    /** {@code blkdev_bio_end_io}, in an interrupt. After a drop that is not the last one the dio may be gone. */
    protected void blkdevBioEndIo(Bio bio) {
        BlkdevDio dio = kernel().follow(bio.priv(BlkdevDio.class), "bi_private", "blkdev_bio_end_io");
        keepStatus(dio, bio);
        if (dropsLast(dio)) {
            if (dio.isSync) {
                wakeWaiter(dio);
            } else {
                completed(dio);
            }
        }
        put(dio, bio);
    }

    /** The status of a bio becomes that of the first one; who fails first wins, or not. */
    protected final void keepStatus(BlkdevDio dio, Bio bio) {
        if (bio.error() && (bio == dio.bio || dio.biStatus.load() == 0)) {
            dio.biStatus.store(bio.status());
        }
    }

    /** Whether the request is over: an only bio does not count. */
    protected boolean dropsLast(BlkdevDio dio) {
        if (dio.multiBio.load() == 0) {
            kernel().say(new DioEvent.Ref(dio.number(), 1, 0));
            return true;
        }
        return decAndTest(dio);
    }

    /** {@code atomic_dec_and_test(&dio->ref)}. */
    protected final boolean decAndTest(BlkdevDio dio) {
        long to = dio.ref.decReturn();
        kernel().say(new DioEvent.Ref(dio.number(), to + 1, to));
        return to == 0;
    }

    /** The end of an asynchronous request in {@code blkdev_bio_end_io}. */
    protected void completed(BlkdevDio dio) {
        complete(dio);
        putFirst(dio);
    }

    /** {@code ki_complete} with what was put under I/O, or with the error. */
    protected final void complete(BlkdevDio dio) {
        long status = dio.biStatus.load();
        long size = dio.size.load();
        kernel().say(new DioEvent.Gathered(dio.req(), dio.number(), size, 0, status, false));
        Kiocb iocb = dio.iocb;
        if (status == 0) {
            iocb.kiPos().add(size);
        }
        iocb.aioComplete(status == 0 ? size : status);
    }

    private void wakeWaiter(BlkdevDio dio) {
        int req = dio.req();
        Task waiter = kernel().follow(dio.waiter.load(), "waiter", "blkdev_bio_end_io");
        dio.waiter.storeOnce(null);
        kernel().say(new DioEvent.WaiterClear(dio.number()));
        kernel().say(new DioEvent.Wake(req));
        waiter.wakeUp();
    }

    /** The submitter of a synchronous request sleeps until the last bio has taken the waiter. */
    private long waited(BlkdevDio dio, int ret) {
        await(() -> dio.waiter.loadOnce() == null, "__blkdev_direct_IO");
        long status = dio.biStatus.load();
        long size = dio.size.load();
        putFirst(dio);
        return ret != 0 ? ret : status != 0 ? status : size;
    }

    /** {@code bio_put} of the reference that {@link #getFirst} took. */
    protected final void putFirst(BlkdevDio dio) {
        if (dio.biCnt.decReturn() == 0) {
            free(dio);
        }
    }

    /** {@code bio_put} of a bio that has ended; the first one may be held still. */
    protected final void put(BlkdevDio dio, Bio bio) {
        if (bio == dio.bio) {
            putFirst(dio);
        } else {
            free(bio);
        }
    }

    private void free(BlkdevDio dio) {
        kernel().say(new DioEvent.DioFree(dio.number()));
        kernel().say(new MemoryEvent.Free(dio.id));
        free(dio.bio);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.MemoryEvent;
import endio.kernel.Kernel;
import endio.kernel.Task;
import endio.vfs.Bio;
import endio.vfs.UserPages;
import endio.vfs.UserPages.Page;
import org.jspecify.annotations.Nullable;

/**
 * The life of a bio of a request: who holds a reference of the dio, who is woken, who takes an ended bio from the
 * list. Everything here that is seen by several contexts is under {@code bio_lock} or says why it need not be
 * (fs/direct-io.c@7b7a8665edd8, unchanged since v3.10).
 */
abstract class Bios extends Walk {
    /** Bios that are begun before the ended ones are reaped. */
    private static final int REAP = 64;

    Bios(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    /** {@code dio_bio_end_aio}, in an interrupt: the end of a bio of an asynchronous request. */
    protected abstract void dioBioEndAio(Bio bio);

    @Override
    protected void dioBioAlloc(Dio dio, Sdio sdio, long firstSector) {
        kernel().mightSleep("bio_alloc");
        Bio bio = new Bio(kernel(), dio.write, firstSector, dio.isAsync ? this::dioBioEndAio : this::dioBioEndIo);
        kernel().say(new MemoryEvent.Alloc(bio.id(), dio.req()));
        sdio.bio = bio;
        sdio.logicalOffsetInBio = sdio.curPageFsOffset;
    }

    @Override
    protected void dioBioSubmit(Dio dio, Sdio sdio) {
        Bio bio = kernel().follow(sdio.bio, "bio", "dio_bio_submit");
        bio.biPrivate().store(dio);
        dio.bioLock.lockIrqsave();
        addRefcount(dio, 1);
        dio.bioLock.unlock();
        submitBio(dio, sdio, bio);
        sdio.bio = null;
        sdio.boundary = false;
        sdio.logicalOffsetInBio = 0;
    }

    /** The hand-over in {@code dio_bio_submit}: from here on the bio may end. */
    protected final void submitBio(Dio dio, Sdio sdio, Bio bio) {
        if (sdio.submitIo != null) {
            sdio.submitIo.submitIo(dio, bio, sdio.logicalOffsetInBio);
        } else {
            sdio.bdev.submitBio(bio, dio.req(), dio.number(), -1, sdio.logicalOffsetInBio);
        }
    }

    /** {@code drop_refcount}: gives up the submitter's reference; returns how many are left. */
    protected long dropRefcount(Dio dio) {
        dio.bioLock.lockIrqsave();
        long left = addRefcount(dio, -1);
        dio.bioLock.unlock();
        return left;
    }

    /** {@code refcount++}, {@code --refcount}: a plain load and a plain store. Returns the value after. */
    protected final long addRefcount(Dio dio, int n) {
        long from = dio.refcount.load();
        dio.refcount.store(from + n);
        kernel().say(new DioEvent.Ref(dio.number(), from, from + n));
        return from + n;
    }

    /** {@code dio_end_io}: which of the two callbacks follows from the dio. */
    @Override
    public void dioEndIo(Bio bio) {
        if (dio(bio, "dio_end_io").isAsync) {
            dioBioEndAio(bio);
        } else {
            dioBioEndIo(bio);
        }
    }

    /** The critical section of {@code dio_bio_end_aio}; returns how many references are left. */
    protected long putBioReference(Dio dio) {
        dio.bioLock.lockIrqsave();
        long remaining = addRefcount(dio, -1);
        wakeWaiter(dio, remaining);
        dio.bioLock.unlock();
        return remaining;
    }

    /** Wakes the submitter if its own reference is the last one; with the lock held. */
    protected final void wakeWaiter(Dio dio, long remaining) {
        if (remaining == 1) {
            Task waiter = dio.waiter.load();
            if (waiter != null) {
                kernel().say(new DioEvent.Wake(dio.req()));
                waiter.wakeUp();
            }
        }
    }

    /** {@code dio_bio_end_io}, in an interrupt: leaves the bio of a synchronous request to the submitter. */
    protected void dioBioEndIo(Bio bio) {
        Dio dio = dio(bio, "dio_bio_end_io");
        dio.bioLock.lockIrqsave();
        bio.biPrivate().store(dio.bioList.load());
        dio.bioList.store(bio);
        kernel().say(new DioEvent.BioListPush(dio.number(), bio.number()));
        wakeWaiter(dio, addRefcount(dio, -1));
        dio.bioLock.unlock();
    }

    /** {@code bio->bi_private}, as a dio. */
    protected final Dio dio(Bio bio, String function) {
        return kernel().follow(bio.priv(Dio.class), "bi_private", function);
    }

    /** {@code dio_bio_complete}: takes note of an error and lets go of the bio; 0 or {@code -EIO}. */
    protected int dioBioComplete(Dio dio, Bio bio) {
        boolean error = bio.error();
        if (error) {
            dio.ioError.store(-Errno.EIO);
        }
        bioCheckPagesDirty(dio, bio);
        return error ? -Errno.EIO : 0;
    }

    /**
     * The pages and the bio are let go: pages of an asynchronous read by {@code bio_check_pages_dirty}, which leaves
     * what may sleep to a work of its own, others at once.
     */
    protected final void bioCheckPagesDirty(Dio dio, Bio bio) {
        if (!dio.write && !dio.isAsync) {
            kernel().mightSleep("set_page_dirty_lock");
        }
        for (Page page : bio.pages()) {
            userPages().put(page);
        }
        kernel().say(new MemoryEvent.Free(bio.id()));
    }

    /**
     * {@code dio_bio_reap}: takes ended bios from the list while submission goes on. It peeks without the lock: the
     * submitter is the only one that takes any.
     */
    @Override
    protected int dioBioReap(Dio dio, Sdio sdio) {
        int ret = 0;
        if (sdio.reapCounter++ >= REAP) {
            while (dio.bioList.load() != null) {
                dio.bioLock.lockIrqsave();
                Bio bio = kernel().follow(popBio(dio), "bio", "dio_bio_reap");
                dio.bioLock.unlock();
                int ret2 = dioBioComplete(dio, bio);
                if (ret == 0) {
                    ret = ret2;
                }
            }
            sdio.reapCounter = 0;
        }
        return ret;
    }

    /** Takes the first bio of the list, or null; with the lock held. */
    private @Nullable Bio popBio(Dio dio) {
        Bio bio = dio.bioList.load();
        if (bio != null) {
            dio.bioList.store(bio.priv(Bio.class));
            kernel().say(new DioEvent.BioListPop(dio.number(), bio.number()));
        }
        return bio;
    }

    /** {@code dio_await_one}: sleeps until a bio is on the list or none is in flight; returns one, or null. */
    protected @Nullable Bio dioAwaitOne(Dio dio) {
        dio.bioLock.lockIrqsave();
        while (dio.refcount.load() > 1 && dio.bioList.load() == null) {
            Task current = kernel().current();
            current.setUninterruptiblePlain();
            dio.waiter.store(current);
            kernel().say(new DioEvent.WaiterSet(dio.number()));
            dio.bioLock.unlock();
            kernel().say(new DioEvent.Sleep(dio.req()));
            if (!current.schedule("dio_await_one")) {
                kernel().say(new DioEvent.SpuriousWake(dio.req()));
            }
            dio.bioLock.lockIrqsave();
            dio.waiter.store(null);
            kernel().say(new DioEvent.WaiterClear(dio.number()));
        }
        Bio bio = popBio(dio);
        dio.bioLock.unlock();
        return bio;
    }

    /** {@code dio_await_completion}: returns when only the submitter's reference is left and the list is empty. */
    protected void dioAwaitCompletion(Dio dio) {
        Bio bio = dioAwaitOne(dio);
        while (bio != null) {
            dioBioComplete(dio, bio);
            bio = dioAwaitOne(dio);
        }
    }
}

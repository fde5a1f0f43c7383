// SPDX-License-Identifier: GPL-2.0-or-later
package endio.blkdev;

import endio.event.Errno;
import endio.event.IomapEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.iomap.IovIter;
import endio.kernel.Kernel;
import endio.kernel.Slab;
import endio.kernel.Task;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A synchronous request of one bio, which lies on its submitter's stack (189ce2b9dcc3 and 72ecad22d9f1, v4.10), and
 * what all paths share.
 */
public abstract class SimplePath {
    /** {@code DIO_INLINE_BIO_VECS}: more vectors need memory of their own. */
    private static final int INLINE_BIO_VECS = 4;
    private static final int NO_DIO = -1;
    private static final int SECTOR_SHIFT = 9;

    private final Kernel kernel;
    private final UserPages userPages;
    private final Slab vecs;

    SimplePath(Kernel kernel, UserPages userPages) {
        this.kernel = kernel;
        this.userPages = userPages;
        this.vecs = kernel.slab("bio_vec");
    }

    /** The kernel it runs in. */
    protected final Kernel kernel() {
        return kernel;
    }

    /** {@code __blkdev_direct_IO_simple}: the submitter is the bio's own, and waits for it. */
    protected long blkdevDirectIoSimple(Kiocb iocb, BlockDevice bdev, IovIter iter, int nrPages) {
        ObjectId more = nrPages > INLINE_BIO_VECS ? vecs.alloc(iocb.req()) : null;
        if (more == null && nrPages > INLINE_BIO_VECS) {
            return -Errno.ENOMEM;
        }
        long pos = iocb.kiPos().load();
        Bio bio = bioInit(iocb, iter.write(), pos, this::blkdevBioEndIoSimple);
        bio.biPrivate().store(kernel.current());
        long ret = bioIovIterGetPages(bio, iter, nrPages);
        if (ret == 0) {
            ret = bio.size();
            writeOp(iocb, bio);
            kernel.say(new IomapEvent.IomapBio(NO_DIO, bio.fua(), false));
            bdev.submitBio(bio, iocb.req(), NO_DIO, -1, pos);
            await(() -> bio.biPrivate().loadOnce() == null, "__blkdev_direct_IO_simple");
            ret = bio.status() != 0 ? bio.status() : ret;
        }
        if (more != null) {
            vecs.free(more);
        }
        free(bio);
        return ret;
    }

    /** {@code blkdev_bio_end_io_simple}: with the store the bio may be gone. */
    protected void blkdevBioEndIoSimple(Bio bio) {
        Task waiter = kernel.follow(bio.priv(Task.class), "bi_private", "blkdev_bio_end_io_simple");
        bio.biPrivate().storeOnce(null);
        waiter.wakeUp();
    }

    /** The loop of a submitter that waits: asleep first, then the look, so that no wake-up is lost. */
    protected final void await(BooleanSupplier over, String function) {
        Task current = kernel.current();
        while (true) {
            current.setUninterruptible();
            if (over.getAsBoolean()) {
                break;
            }
            current.schedule(function);
        }
        current.setRunning();
    }

    /** {@code bio_alloc}: may wait for memory, but gets it. */
    protected final Bio bioAlloc(Kiocb iocb, boolean write, long pos, Consumer<Bio> endIo) {
        kernel.mightSleep("bio_alloc");
        return bioInit(iocb, write, pos, endIo);
    }

    private Bio bioInit(Kiocb iocb, boolean write, long pos, Consumer<Bio> endIo) {
        Bio bio = new Bio(kernel, write, pos >> SECTOR_SHIFT, endIo);
        kernel.say(new MemoryEvent.Alloc(bio.id(), iocb.req()));
        return bio;
    }

    /** The bio is gone. */
    protected final void free(Bio bio) {
        bio.pages().forEach(userPages::put);
        kernel.say(new MemoryEvent.Free(bio.id()));
    }

    /**
     * {@code bio_iov_iter_get_pages} (block/bio.c): pages of one vector; the rest of a simple request is left undone.
     */
    protected int bioIovIterGetPages(Bio bio, IovIter iter, int nrPages) {
        return iter.getPages(bio, nrPages, 1);
    }

    /** {@code dio_bio_write_op}: {@code REQ_FUA} for a write that has to be durable, so that no worker is needed. */
    protected void writeOp(Kiocb iocb, Bio bio) {
        if (bio.write() && iocb.has(Kiocb.Flag.DSYNC)) {
            bio.setFua();
        }
    }

    /** The user's memory. */
    public final IovIter iter(Kiocb iocb, boolean write, List<IoVec> iov) {
        return new IovIter(kernel, userPages, iocb.req(), write, iov);
    }
}

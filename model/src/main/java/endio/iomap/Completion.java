// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.IomapEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.event.WorkEvent;
import endio.kernel.Kernel;
import endio.kernel.Slab;
import endio.kernel.Task;
import endio.kernel.WorkQueue;
import endio.vfs.Bio;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The second half of the engine as in v4.15 (fs/iomap.c, git blob 47d29ccffaef): the end of a bio, the wait, the
 * completion, and the workqueue that it needs.
 */
public abstract class Completion implements IomapDirectIo {
    static final int PAGE_SHIFT = 12;

    private final Kernel kernel;
    private final UserPages userPages;
    private final Slab dioCache;

    Completion(Kernel kernel, UserPages userPages) {
        this.kernel = kernel;
        this.userPages = userPages;
        this.dioCache = kernel.slab("dio");
    }

    /** The kernel it runs in. */
    protected final Kernel kernel() {
        return kernel;
    }

    /** {@code kmalloc(sizeof(struct iomap_dio))}: null if there is no memory. */
    protected final @Nullable ObjectId dioAlloc(int req) {
        ObjectId id = dioCache.alloc(req);
        kernel.say(new DioEvent.DioAlloc(req, id == null ? -1 : id.number()));
        return id;
    }

    /** {@code kfree(dio)}. */
    protected final void dioFree(IomapDio dio) {
        kernel.say(new DioEvent.DioFree(dio.number()));
        dioCache.free(dio.id);
    }

    /** {@code atomic_inc(&dio->ref)}, by the submitter for a bio. */
    protected final void get(IomapDio dio) {
        long to = dio.ref.inc();
        kernel.say(new DioEvent.Ref(dio.number(), to - 1, to));
    }

    /**
     * {@code atomic_dec_and_test(&dio->ref)}: whether this was the last reference. If not, the dio may be gone at once.
     */
    protected final boolean decAndTest(IomapDio dio) {
        long to = dio.ref.decReturn();
        kernel.say(new DioEvent.Ref(dio.number(), to + 1, to));
        return to == 0;
    }

    /** {@code iomap_dio_set_error}: the first error stays. */
    protected void iomapDioSetError(IomapDio dio, int error) {
        if (dio.error.cmpxchg(0, error) == 0) {
            kernel.say(new IomapEvent.SetError(dio.number(), error));
        }
    }

    /** {@code bio->bi_private}. */
    protected final IomapDio dio(Bio bio) {
        return kernel.follow(bio.priv(IomapDio.class), "bi_private", "iomap_dio_bio_end_io");
    }

    /** {@code iomap_dio_bio_end_io}, in an interrupt. After the drop only what was read before it may be used. */
    protected void iomapDioBioEndIo(Bio bio) {
        IomapDio dio = dio(bio);
        boolean shouldDirty = dio.has(IomapDio.DIRTY);
        if (bio.error()) {
            iomapDioSetError(dio, bio.status());
        }
        if (decAndTest(dio)) {
            iomapDioDone(dio);
        }
        bioRelease(bio, shouldDirty);
    }

    /**
     * The pages and the bio are given back. With {@code dirty} that is {@code bio_check_pages_dirty}, which leaves what
     * may sleep to a work of its own.
     */
    protected final void bioRelease(Bio bio, boolean dirty) {
        bio.pages().forEach(userPages::put);
        bioPut(bio);
    }

    /** {@code get_page(ZERO_PAGE(0))}. */
    protected final UserPages.Page getZeroPage() {
        userPages.get(UserPages.Page.ZERO);
        return UserPages.Page.ZERO;
    }

    /** {@code bio_put}, the last. */
    protected final void bioPut(Bio bio) {
        kernel.say(new MemoryEvent.Free(bio.id()));
    }

    /**
     * What the last bio does when the submitter has dropped its reference, in the text of {@code iomap_dio_bio_end_io}
     * until {@code iomap_dio_done} of v6.18: wakes the submitter, queues the completion, or completes.
     */
    protected void iomapDioDone(IomapDio dio) {
        if (isWaitedFor(dio)) {
            wakeWaiter(dio);
        } else if (dio.write()) {
            queueWork(dio);
        } else {
            iomapDioCompleteWork(dio);
        }
    }

    /** Whether the submitter waits: asked by the last bio. */
    protected boolean isWaitedFor(IomapDio dio) {
        return dio.iocb.isSyncKiocb();
    }

    /** Takes the waiter and wakes it; the dio may be gone with the store. */
    protected final void wakeWaiter(IomapDio dio) {
        int req = dio.req();
        Task waiter = kernel.follow(dio.waiter.load(), "submit.waiter", "iomap_dio_bio_end_io");
        dio.waiter.storeOnce(null);
        kernel.say(new DioEvent.WaiterClear(dio.number()));
        kernel.say(new DioEvent.Wake(req));
        waiter.wakeUp();
    }

    /** {@code INIT_WORK}, {@code queue_work}. */
    protected final void queueWork(IomapDio dio) {
        dio.work.init(() -> iomapDioCompleteWork(dio));
        WorkQueue.queueWork(kernel, dio.inode.sb().sDioDoneWq().load(), dio.work);
    }

    /** The submitter sleeps until the last bio has taken the waiter. */
    protected void await(IomapDio dio) {
        Task current = kernel.current();
        while (true) {
            current.setUninterruptible();
            if (dio.waiter.loadOnce() == null) {
                break;
            }
            kernel.say(new DioEvent.Sleep(dio.req()));
            if (!current.schedule("iomap_dio_rw")) {
                kernel.say(new DioEvent.SpuriousWake(dio.req()));
            }
        }
        current.setRunning();
    }

    /** {@code iomap_dio_complete_work}: the dio is gone before the sync. */
    protected void iomapDioCompleteWork(IomapDio dio) {
        Kiocb iocb = dio.iocb;
        Inode inode = dio.inode;
        boolean write = dio.write();
        long ret = iomapDioComplete(dio);
        if (write && ret > 0) {
            ret = genericWriteSync(iocb, inode, ret);
        }
        iocb.aioComplete(ret);
    }

    /** {@code iomap_dio_complete}: once for each dio, by whoever saw the last reference go; frees it. */
    protected long iomapDioComplete(IomapDio dio) {
        long ret = finish(dio);
        dio.inode.dioDone();
        dioFree(dio);
        return ret;
    }

    /** The first part of {@code iomap_dio_complete}: {@code end_io}, the result, the page cache. */
    protected long finish(IomapDio dio) {
        long offset = dio.iocb.kiPos().load();
        int error = (int) dio.error.load();
        long size = dio.size.load();
        kernel.say(new DioEvent.Gathered(dio.req(), dio.number(), size, 0, error, false));
        long ret = error;
        if (hasEndIo(dio)) {
            ret = endIo(dio, offset, error == 0 ? size : 0, error);
        }
        if (ret == 0) {
            ret = cutAtEof(dio, offset, size);
            moveKiPos(dio.iocb, offset + ret);
        }
        if (error == 0 && dio.write() && dio.inode.nrpages().load() != 0) {
            invalidatePost(dio, offset, size);
        }
        return ret;
    }

    /** {@code ki_pos} moves with a good result, here before {@code i_dio_count} drops. */
    protected void moveKiPos(Kiocb iocb, long pos) {
        iocb.kiPos().store(pos);
    }

    /** Whether the file system has an {@code end_io}. */
    protected final boolean hasEndIo(IomapDio dio) {
        return dio.dops != null && dio.dops.endIo() != null;
    }

    /** Calls {@code end_io}. */
    protected final long endIo(IomapDio dio, long offset, long size, int error) {
        IomapDioOps.EndIo endIo =
                kernel.follow(dio.dops == null ? null : dio.dops.endIo(), "end_io", "iomap_dio_complete");
        long flags = dio.flags.load();
        boolean needed = (flags & (IomapDio.UNWRITTEN | IomapDio.COW)) != 0;
        kernel.say(new DioEvent.EndIo(dio.req(), offset, size, needed, error, false));
        return endIo.endIo(dio.iocb, size, error, flags);
    }

    /** Bytes that a good request reports: a read that went beyond the end of the file stops there. */
    protected final long cutAtEof(IomapDio dio, long offset, long size) {
        return !dio.write() && offset + size > dio.iSize ? dio.iSize - offset : size;
    }

    /** Drops cached pages of what was written: a buffered reader may have read old data into them meanwhile. */
    protected void invalidatePost(IomapDio dio, long offset, long size) {
        kernel.warnOn(invalidate(dio.inode, offset, offset + size - 1) != 0, "err in iomap_dio_complete");
    }

    /** {@code invalidate_inode_pages2_range} of the pages of a range of bytes. */
    protected final int invalidate(Inode inode, long first, long last) {
        int ret = inode.invalidateInodePages2Range(first >> PAGE_SHIFT, last >> PAGE_SHIFT);
        kernel.say(new InodeEvent.Invalidate(inode.ino(), first >> PAGE_SHIFT, last >> PAGE_SHIFT, ret));
        return ret;
    }

    /** {@code dio_warn_stale_pagecache}. */
    protected final void dioWarnStalePagecache(Inode inode) {
        kernel.say(new IomapEvent.StalePagecache(inode.ino()));
    }

    /**
     * {@code generic_write_sync} (include/linux/fs.h): {@code count}, or the errno of a sync that was due and failed.
     */
    protected final long genericWriteSync(Kiocb iocb, Inode inode, long count) {
        boolean due = iocb.has(Kiocb.Flag.DSYNC);
        long end = iocb.kiPos().load();
        long ret = count;
        if (due) {
            int err = inode.vfsFsyncRange(end - count, end - 1, !iocb.has(Kiocb.Flag.SYNC));
            ret = err == 0 ? count : err;
        }
        kernel.say(new FileSystemEvent.GenericWriteSync(iocb.req(), end - count, count, due, ret));
        return ret;
    }

    /**
     * {@code sb_init_dio_done_wq}: several may get here at once; the first one publishes its queue, others destroy
     * theirs.
     */
    protected int sbInitDioDoneWq(SuperBlock sb, int req) {
        WorkQueue wq = kernel.allocWorkqueue("dio", Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, req);
        if (wq == null) {
            return -Errno.ENOMEM;
        }
        WorkQueue old = sb.sDioDoneWq().cmpxchg(null, wq);
        kernel.say(new WorkEvent.WqPublish(wq.number(), old == null));
        if (old != null) {
            wq.destroy();
        }
        return 0;
    }
}

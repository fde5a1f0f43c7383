// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.BioEvent;
import endio.event.IoEndEvent;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.ListHead;
import endio.kernel.Slab;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.vfs.Bio;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of an io_end and the end of writeback bios (fs/ext4/page-io.c at the parent of 7b7a8665edd8). */
public abstract class PageIo extends Extents {
    private final Slab ioEndCachep;

    /** A mount. */
    protected PageIo(Kernel kernel, Ext4Options options, Journal journal) {
        super(kernel, options, journal);
        this.ioEndCachep = kernel.slab("io_end");
    }

    /** {@code EXT4_SB(sb)->rsv_conversion_wq}. */
    protected abstract @Nullable WorkQueue rsvConversionWq();

    /** {@code EXT4_SB(sb)->unrsv_conversion_wq}. */
    protected abstract @Nullable WorkQueue unrsvConversionWq();

    /**
     * {@code ext4_init_io_end}: one reference. May sleep.
     *
     * @param req the request it is for, -1 writeback
     * @return null without memory
     */
    public @Nullable IoEnd initIoEnd(Ext4Inode inode, int req) {
        ObjectId id = ioEndCachep.alloc(req);
        kernel().say(new IoEndEvent.IoEndAlloc(req, id == null ? -1 : id.number()));
        if (id == null) {
            return null;
        }
        IoEnd io = new IoEnd(kernel(), id, req, inode);
        incIoendCount(inode);
        io.count.set(1);
        kernel().say(new IoEndEvent.IoEndSet(io.number(), 1));
        return io;
    }

    /** {@code atomic_inc(&EXT4_I(inode)->i_ioend_count)} in {@code ext4_init_io_end}. */
    protected void incIoendCount(Ext4Inode inode) {
        kernel().say(new IoEndEvent.IIoendCount(inode.ino(), inode.iIoendCount.inc()));
    }

    /** {@code ext4_get_io_end}. */
    public IoEnd getIoEnd(IoEnd ioEnd) {
        kernel().say(new IoEndEvent.IoEndGet(ioEnd.number(), ioEnd.count.inc()));
        return ioEnd;
    }

    /** {@code atomic_dec_and_test(&io_end->count)}. */
    protected boolean decAndTestCount(IoEnd ioEnd) {
        long count = ioEnd.count.decReturn();
        kernel().say(new IoEndEvent.IoEndPut(ioEnd.number(), count));
        return count == 0;
    }

    /**
     * {@code ext4_put_io_end}: one reference less; the last one converts at once what is unwritten, so it may sleep.
     *
     * @return 0, or the error of the conversion
     */
    public int putIoEnd(IoEnd ioEnd) {
        int err = 0;
        if (decAndTestCount(ioEnd)) {
            if ((ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0) {
                err = convertUnwrittenExtents(ioEnd.handle.load(), ioEnd.inode(), ioEnd.offset.load(), ioEnd.size.load(),
                        ioEnd.req(), ioEnd);
                ioEnd.handle.store(null);
                clearIoUnwrittenFlag(ioEnd);
            }
            releaseIoEnd(ioEnd);
        }
        return err;
    }

    /** {@code ext4_put_io_end_defer}: one reference less, in any context; the last one leaves a conversion to a worker. */
    public void putIoEndDefer(IoEnd ioEnd) {
        if (decAndTestCount(ioEnd)) {
            if ((ioEnd.flag.load() & IoEnd.UNWRITTEN) == 0 || ioEnd.size.load() == 0) {
                releaseIoEnd(ioEnd);
                return;
            }
            addCompleteIo(ioEnd);
        }
    }

    /** {@code ext4_clear_io_unwritten_flag}: whoever brings the inode's counter to 0 wakes. */
    public void clearIoUnwrittenFlag(IoEnd ioEnd) {
        long flag = ioEnd.flag.load();
        if ((flag & IoEnd.UNWRITTEN) != 0) {
            ioEnd.flag.store(flag & ~IoEnd.UNWRITTEN);
            Ext4Inode inode = ioEnd.inode();
            long unwritten = inode.iUnwritten.decReturn();
            kernel().say(new IoEndEvent.IUnwritten(inode.ino(), unwritten));
            if (unwritten == 0) {
                wakeIoendWq(inode);
            }
        }
    }

    private void wakeIoendWq(Ext4Inode inode) {
        kernel().say(new IoEndEvent.WakeIoendWq());
        inode.ioendWq.wakeUp();
    }

    /**
     * {@code ext4_release_io_end}: ends the writeback of attached bios; for a direct request, the inode's count goes down and
     * only then the kiocb is completed; frees it.
     */
    protected void releaseIoEnd(IoEnd ioEnd) {
        dropIoendCount(ioEnd);
        finishBios(ioEnd);
        if ((ioEnd.flag.load() & IoEnd.DIRECT) != 0) {
            ioEnd.inode().dioDone();
        }
        Kiocb iocb = ioEnd.iocb.load();
        if (iocb != null) {
            iocb.aioComplete(ioEnd.result.load());
        }
        freeIoEnd(ioEnd);
    }

    /** First part of {@code ext4_release_io_end}: nothing may be left to convert, and the inode has one io_end less. */
    protected void dropIoendCount(IoEnd ioEnd) {
        bugOnUnwritten(ioEnd);
        Ext4Inode inode = ioEnd.inode();
        long count = inode.iIoendCount.decReturn();
        kernel().say(new IoEndEvent.IIoendCount(inode.ino(), count));
        if (count == 0) {
            wakeIoendWq(inode);
        }
    }

    /** {@code BUG_ON(io_end->flag & EXT4_IO_END_UNWRITTEN)} in {@code ext4_release_io_end}. */
    protected final void bugOnUnwritten(IoEnd ioEnd) {
        kernel().bugOn((ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0, "BUG: unwritten io_end in ext4_release_io_end");
    }

    /** The loop of {@code ext4_release_io_end} over the attached bios. */
    protected void finishBios(IoEnd ioEnd) {
        Bio bio = ioEnd.bio.load();
        while (bio != null) {
            Bio next = bio.priv(Bio.class);
            finishBio(ioEnd.inode(), bio);
            bio = next;
        }
    }

    /** {@code kmem_cache_free(io_end_cachep, io_end)}. */
    protected void freeIoEnd(IoEnd ioEnd) {
        kernel().say(new IoEndEvent.IoEndFree(ioEnd.number()));
        ioEndCachep.free(ioEnd.id());
    }

    /**
     * {@code ext4_add_complete_io}: any context. Queues the inode's work if the list is empty, then appends; the worker needs
     * the same lock, so it cannot come too early.
     */
    public void addCompleteIo(IoEnd ioEnd) {
        Ext4Inode inode = ioEnd.inode();
        inode.iCompletedIoLock.lockIrqsave();
        if (ioEnd.handle.load() != null) {
            queueAndAppend(inode.iRsvConversionList, "rsv", rsvConversionWq(), inode.iRsvConversionWork, ioEnd);
        } else {
            queueAndAppend(inode.iUnrsvConversionList, "unrsv", unrsvConversionWq(), inode.iUnrsvConversionWork, ioEnd);
        }
        inode.iCompletedIoLock.unlock();
    }

    /** The end of {@code ext4_add_complete_io}, with the list lock held. */
    protected void queueAndAppend(ListHead<IoEnd> list, String name, @Nullable WorkQueue wq, Work work, IoEnd ioEnd) {
        if (list.isEmpty()) {
            WorkQueue.queueWork(kernel(), wq, work);
        }
        list.addTail(ioEnd);
        kernel().say(new IoEndEvent.ListAdd(name, ioEnd.number()));
    }

    /** {@code ext4_end_io_rsv_work}. */
    protected void endIoRsvWork(Ext4Inode inode) {
        doFlushCompletedIo(inode, inode.iRsvConversionList, "rsv");
    }

    /** {@code ext4_end_io_unrsv_work}. */
    protected void endIoUnrsvWork(Ext4Inode inode) {
        doFlushCompletedIo(inode, inode.iUnrsvConversionList, "unrsv");
    }

    /**
     * {@code ext4_do_flush_completed_IO}: takes the whole list, then finishes one io_end after the other.
     *
     * @return the first error
     */
    protected int doFlushCompletedIo(Ext4Inode inode, ListHead<IoEnd> list, String name) {
        inode.iCompletedIoLock.lockIrqsave();
        List<IoEnd> unwritten = list.takeAll();
        kernel().say(new IoEndEvent.ListSplice(name, unwritten.stream().map(io -> io.number()).toList()));
        inode.iCompletedIoLock.unlock();
        int ret = 0;
        for (IoEnd io : unwritten) {
            kernel().say(new IoEndEvent.ListDel(io.number()));
            int err = endIo(io);
            if (ret == 0 && err != 0) {
                ret = err;
            }
        }
        return ret;
    }

    /** {@code ext4_end_io}: converts, then releases; a failed conversion is only logged. */
    protected int endIo(IoEnd io) {
        Handle handle = io.handle.load();
        io.handle.store(null);
        int ret = convertUnwrittenExtents(handle, io.inode(), io.offset.load(), io.size.load(), io.req(), io);
        if (ret < 0) {
            kernel().say(new LogEvent.Log("conversion failure"));
        }
        clearIoUnwrittenFlag(io);
        releaseIoEnd(io);
        return ret;
    }

    /**
     * {@code ext4_end_bio}: a bio of writeback has ended. If its blocks are to be converted, it waits on the io_end;
     * otherwise the io_end goes first, since the end of writeback may let the inode be freed.
     */
    protected void endBio(Bio bio) {
        IoEnd ioEnd = kernel().follow(bio.priv(IoEnd.class), "io_end", "ext4_end_bio");
        if (bio.error()) {
            kernel().say(new LogEvent.Log("write error"));
        }
        if ((ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0) {
            bio.biPrivate().store(ioEnd.bio.xchg(bio));
            kernel().say(new BioEvent.BioAttach(bio.number(), ioEnd.number()));
            putIoEndDefer(ioEnd);
        } else {
            Ext4Inode inode = ioEnd.inode();
            putIoEndDefer(ioEnd);
            finishBio(inode, bio);
        }
    }

    /** {@code ext4_finish_bio}: writeback of its pages ends. */
    protected void finishBio(Ext4Inode inode, Bio bio) {
        for (UserPages.Page page : bio.pages()) {
            if (bio.error()) {
                kernel().say(new LogEvent.Log("page error"));
            }
            inode.mapping().endWriteback(page.index());
        }
    }
}

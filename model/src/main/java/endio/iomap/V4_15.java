// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.DioEvent;
import endio.event.Errno;
import endio.event.InodeEvent;
import endio.event.IomapEvent;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The engine as in v4.15 (ff6a9292e6f6 of v4.10 and what followed; fs/iomap.c, git blob 47d29ccffaef): a reference for
 * each bio in an atomic count, and the last one to drop completes. Writes are completed by a worker, reads where the
 * last bio ends. Whether the submitter waits is asked of the iocb, also after it dropped its reference.
 */
public class V4_15 extends Completion {
    /** Of {@link #prepare}: the request is over with 0 bytes. */
    protected static final int NOTHING_TO_DO = 1;

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V4_15(Kernel kernel) {
        this(kernel, UserPages.of(kernel));
    }

    /** Over {@code userPages}. */
    public V4_15(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    /** {@code iomap_dio_rw}. */
    @Override
    public long iomapDioRw(Kiocb iocb, Inode inode, BlockDevice bdev, IovIter iter, IomapOps ops,
            @Nullable IomapDioOps dops, Set<Flag> dioFlags, long doneBefore) {
        if (iter.count() == 0) {
            return 0;
        }
        ObjectId id = dioAlloc(iocb.req());
        if (id == null) {
            return -Errno.ENOMEM;
        }
        long iSize = inode.iSize().load();
        IomapDio dio = new IomapDio(kernel(), id, iocb, inode, iter, ops, dops, dioFlags, doneBefore, iSize);
        IomapIter iomi = new IomapIter(inode, new Iomap(bdev), iocb.kiPos().load(), iter.count());
        int ret = prepare(dio, iomi);
        if (ret != 0) {
            dioFree(dio);
            return ret == NOTHING_TO_DO ? 0 : ret;
        }
        inode.dioBegin();
        ret = walk(dio, iomi);
        kernel().say(new DioEvent.Unplug(dio.req()));
        return submitted(dio, iomi, ret);
    }

    /**
     * {@code iomap_dio_rw} up to {@code inode_dio_begin}: flags, the page cache, the workqueue.
     *
     * @return 0; a negative errno; {@link #NOTHING_TO_DO}
     */
    protected int prepare(IomapDio dio, IomapIter iomi) {
        if (!dio.write()) {
            if (iomi.pos >= dio.iSize) {
                return NOTHING_TO_DO;
            }
            dio.set(IomapDio.DIRTY);
        } else {
            iomi.flags.add(IomapOps.Flag.WRITE);
        }
        int ret = nowait(dio, iomi);
        if (ret == 0) {
            ret = flush(dio, iomi);
        }
        if (ret != 0) {
            return ret;
        }
        invalidatePre(dio, iomi);
        return dio.write() && !dio.iocb.isSyncKiocb() ? needDoneWq(dio) : 0;
    }

    /** {@code IOCB_NOWAIT}: {@code -EAGAIN} if pages of the range are cached. */
    protected final int nowait(IomapDio dio, IomapIter iomi) {
        if (dio.iocb.has(Kiocb.Flag.NOWAIT)) {
            if (dio.inode.filemapRangeHasPage(iomi.pos, iomi.pos + iomi.len - 1)) {
                return -Errno.EAGAIN;
            }
            iomi.flags.add(IomapOps.Flag.NOWAIT);
        }
        return 0;
    }

    /** {@code filemap_write_and_wait_range}. */
    protected final int flush(IomapDio dio, IomapIter iomi) {
        long last = iomi.pos + iomi.len - 1;
        int ret = dio.inode.filemapWriteAndWaitRange(iomi.pos, last);
        kernel().say(new InodeEvent.FlushRange(dio.inode.ino(), dio.req(), iomi.pos, last, ret));
        return ret;
    }

    /** Drops cached pages of the range, of reads as well; that it failed is only worth a warning. */
    protected void invalidatePre(IomapDio dio, IomapIter iomi) {
        kernel().warnOn(invalidate(dio.inode, iomi.pos, iomi.pos + iomi.len - 1) != 0, "ret in iomap_dio_rw");
    }

    /** The queue of completions exists: one plain load, and {@code sb_init_dio_done_wq} if it does not. */
    protected final int needDoneWq(IomapDio dio) {
        return dio.inode.sb().sDioDoneWq().load() == null ? sbInitDioDoneWq(dio.inode.sb(), dio.req()) : 0;
    }

    /** The loop over the mappings; 0 or a negative errno. */
    protected int walk(IomapDio dio, IomapIter iomi) {
        while (true) {
            long ret = iomapApply(dio, iomi);
            if (ret <= 0) {
                return ret == -Errno.ENOTBLK ? notBlk(dio, iomi) : (int) ret;
            }
            iomi.pos += ret;
            iomi.len = dio.iter.count();
            if (!dio.write() && iomi.pos >= dio.iSize) {
                readBeyondEof(dio, iomi);
                return 0;
            }
            if (iomi.len == 0) {
                return 0;
            }
        }
    }

    /** {@code -ENOTBLK} of the file system: what is left goes through the page cache. */
    protected int notBlk(IomapDio dio, IomapIter iomi) {
        return 0;
    }

    /** A read has got to the end of the file. */
    protected void readBeyondEof(IomapDio dio, IomapIter iomi) {}

    /** {@code iomap_apply}: one mapping, and what is done with it. Bytes, 0, or a negative errno. */
    protected long iomapApply(IomapDio dio, IomapIter iomi) {
        iomi.iomap.clear();
        int ret = iomapBegin(dio, iomi);
        if (ret != 0) {
            return ret;
        }
        long length = iomi.length();
        long written = iomapDioActor(dio, iomi, length);
        if (dio.ops.end() != null) {
            ret = iomapEnd(dio, iomi, iomi.pos, length, Math.max(written, 0));
        }
        return written != 0 ? written : ret;
    }

    /** {@code ops->iomap_begin}. */
    protected final int iomapBegin(IomapDio dio, IomapIter iomi) {
        Iomap iomap = iomi.iomap;
        int ret = dio.ops.begin().iomapBegin(dio.inode, dio.req(), iomi.pos, iomi.len, iomi.flags, iomap);
        kernel().say(new IomapEvent.IomapBegin(dio.req(), iomi.pos, iomi.len, ret, iomap.offset, iomap.length,
                iomap.type.word(), iomap.flags.contains(Iomap.Flag.NEW), iomap.flags.contains(Iomap.Flag.DIRTY),
                iomap.flags.contains(Iomap.Flag.SHARED), iomap.addr));
        return ret;
    }

    /** {@code ops->iomap_end}, which the file system has. */
    protected final int iomapEnd(IomapDio dio, IomapIter iomi, long pos, long length, long written) {
        IomapOps.End end = kernel().follow(dio.ops.end(), "iomap_end", "iomap_iter");
        int ret = end.iomapEnd(dio.inode, dio.req(), pos, length, written, iomi.flags, iomi.iomap);
        kernel().say(new IomapEvent.IomapEnd(dio.req(), pos, length, written, ret));
        return ret;
    }

    /** {@code iomap_dio_actor}: bios, or zeros, for one mapping. */
    protected long iomapDioActor(IomapDio dio, IomapIter iomi, long length) {
        long unit = 1L << iomi.iomap.bdev.logicalBlockBits();
        if (((iomi.pos | length | dio.iter.alignment()) & (unit - 1)) != 0) {
            return -Errno.EINVAL;
        }
        switch (iomi.iomap.type) {
            case HOLE:
                if (dio.write()) {
                    return writeToHole();
                }
                return holeActor(dio, length);
            case UNWRITTEN:
                if (!dio.write()) {
                    return holeActor(dio, length);
                }
                dio.set(IomapDio.UNWRITTEN);
                return bioActor(dio, iomi, length, true);
            case MAPPED:
                if (iomi.iomap.flags.contains(Iomap.Flag.SHARED)) {
                    dio.set(IomapDio.COW);
                }
                return bioActor(dio, iomi, length, iomi.iomap.flags.contains(Iomap.Flag.NEW));
            default:
                kernel().warnOn(true, "iomap type in iomap_dio_actor");
                return -Errno.EIO;
        }
    }

    /** A file system that leaves holes to be written. */
    protected final long writeToHole() {
        kernel().warnOn(true, "dio->flags & IOMAP_DIO_WRITE in iomap_dio_actor");
        return -Errno.EIO;
    }

    /** A read of what was never written: zeros. What memory is not there is not counted. */
    protected long holeActor(IomapDio dio, long length) {
        long zeroed = zero(dio, length);
        dio.size.add(zeroed);
        return zeroed;
    }

    /** {@code iov_iter_zero}: how many bytes of memory were there. */
    protected final long zero(IomapDio dio, long length) {
        long zeroed = dio.iter.touch(length);
        kernel().say(new IomapEvent.ZeroIter(dio.req(), length, zeroed));
        return zeroed;
    }

    /** The bios of {@code iomap_dio_actor}: bytes that were submitted, or what kept it from submitting any. */
    protected long bioActor(IomapDio dio, IomapIter iomi, long length, boolean needZeroout) {
        IovIter iter = dio.iter.copy();
        iter.truncate(length);
        long pos = iomi.pos;
        if (needZeroout) {
            zeroHead(dio, iomi, pos);
        }
        long copied = 0;
        int nrPages = iter.npages(iomi.iomap.bdev.bioMaxPages());
        do {
            if (dio.error.load() != 0) {
                dio.iter.revert(copied);
                return 0;
            }
            Bio bio = bioAlloc(dio, iomi, pos);
            int ret = bioIovIterGetPages(bio, iter, nrPages, iomi);
            if (ret != 0) {
                bioPut(bio);
                return copied != 0 ? copied : ret;
            }
            dio.iter.advance(bio.size());
            dio.size.add(bio.size());
            copied += bio.size();
            nrPages = iter.npages(iomi.iomap.bdev.bioMaxPages());
            iomapDioSubmitBio(dio, iomi, bio, pos, false);
            pos += bio.size();
        } while (nrPages != 0);
        if (needZeroout) {
            zeroTail(dio, iomi, pos);
        }
        return copied;
    }

    /** {@code bio_alloc}. */
    protected final Bio bioAlloc(IomapDio dio, IomapIter iomi, long pos) {
        kernel().mightSleep("bio_alloc");
        Bio bio = new Bio(kernel(), dio.write(), iomi.iomap.sector(pos), this::iomapDioBioEndIo);
        kernel().say(new MemoryEvent.Alloc(bio.id(), dio.req()));
        return bio;
    }

    /** {@code bio_iov_iter_get_pages} (block/bio.c): pages of one vector. */
    protected int bioIovIterGetPages(Bio bio, IovIter iter, int nrPages, IomapIter iomi) {
        return iter.getPages(bio, nrPages, 1);
    }

    /** {@code iomap_dio_submit_bio}: the bio owns a reference before it can end. */
    protected void iomapDioSubmitBio(IomapDio dio, IomapIter iomi, Bio bio, long pos, boolean zero) {
        bio.biPrivate().store(dio);
        get(dio);
        kernel().say(new IomapEvent.IomapBio(dio.number(), bio.fua(), zero));
        submitBio(dio, iomi, bio, pos);
    }

    /** {@code submit_bio}: it may end at once. */
    protected void submitBio(IomapDio dio, IomapIter iomi, Bio bio, long pos) {
        iomi.iomap.bdev.submitBio(bio, dio.req(), dio.number(), -1, pos);
    }

    /** Zeroes the block up to the first byte of the write. */
    protected final void zeroHead(IomapDio dio, IomapIter iomi, long pos) {
        long pad = pos & (dio.inode.blockSize() - 1);
        if (pad != 0) {
            iomapDioZero(dio, iomi, pos - pad, pad);
        }
    }

    /** Zeroes the rest of the block that the write ends in. */
    protected final void zeroTail(IomapDio dio, IomapIter iomi, long pos) {
        long pad = pos & (dio.inode.blockSize() - 1);
        if (pad != 0) {
            iomapDioZero(dio, iomi, pos, dio.inode.blockSize() - pad);
        }
    }

    /** {@code iomap_dio_zero}: a bio of the zero page. */
    protected void iomapDioZero(IomapDio dio, IomapIter iomi, long pos, long len) {
        Bio bio = bioAlloc(dio, iomi, pos);
        bio.addPage(getZeroPage(), len);
        iomapDioSubmitBio(dio, iomi, bio, pos, true);
    }

    /** The end of {@code iomap_dio_rw}: the submitter drops its reference, and waits or not. */
    protected long submitted(IomapDio dio, IomapIter iomi, int ret) {
        if (ret < 0) {
            iomapDioSetError(dio, ret);
        }
        if (announcesWait(dio, iomi)) {
            kernel().say(new DioEvent.WaiterSet(dio.number()));
        }
        if (!decAndTest(dio)) {
            if (!mustWait(dio, iomi)) {
                return -Errno.EIOCBQUEUED;
            }
            await(dio);
        }
        return iomapDioComplete(dio);
    }

    /** Whether the submitter will wait if it is not the last, for the event; nothing is read. */
    protected boolean announcesWait(IomapDio dio, IomapIter iomi) {
        return iomi.waitForCompletion || dio.iocb.sync();
    }

    /** Whether the submitter waits: asked of the iocb after the drop, when an asynchronous one may have been freed. */
    protected boolean mustWait(IomapDio dio, IomapIter iomi) {
        return dio.iocb.isSyncKiocb();
    }
}

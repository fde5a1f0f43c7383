// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.Errno;
import endio.event.InodeEvent;
import endio.event.IomapEvent;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;

/**
 * The engine as in v5.3 (fs/iomap/direct-io.c, git blob 10517cea9682):
 * <ul>
 * <li>"iomap: iomap_dio_rw() handles all sync writes" (v4.18): O_DSYNC is the engine's business. Who completes the
 *     request syncs, before {@code i_dio_count} drops, and for synchronous requests too.
 * <li>3460cac1ca76 (v4.18): a write of blocks that need no metadata is sent with FUA, and if all were, nothing is
 *     synced.
 * <li>Inline data (v4.19). {@code wait_for_completion}, as in the late 4.14. Blocks are zeroed to their end beyond the
 *     end of the file, and also after an error.
 * <li>4ea899ead278 (v5.0): {@code wait_for_completion} is kept in a local and stored just before the reference is
 *     dropped.
 * </ul>
 */
public class V5_3 extends V4_15 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V5_3(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V5_3(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    @Override
    protected int prepare(IomapDio dio, IomapIter iomi) {
        iomi.waitForCompletion = waits(dio);
        int ret = setFlags(dio, iomi);
        if (ret == 0) {
            ret = nowait(dio, iomi);
        }
        if (ret == 0) {
            ret = flush(dio, iomi);
        }
        if (ret != 0) {
            return ret;
        }
        invalidatePre(dio, iomi);
        return dio.write() && !iomi.waitForCompletion ? needDoneWq(dio) : 0;
    }

    /** Whether the request is waited for from the beginning. */
    protected boolean waits(IomapDio dio) {
        return dio.iocb.sync();
    }

    /** The first part of {@code iomap_dio_rw}: which flags the request starts with; 0 or {@link #NOTHING_TO_DO}. */
    protected int setFlags(IomapDio dio, IomapIter iomi) {
        if (!dio.write()) {
            if (iomi.pos >= dio.iSize) {
                return NOTHING_TO_DO;
            }
            dio.set(IomapDio.DIRTY);
            return 0;
        }
        iomi.flags.add(IomapOps.Flag.WRITE);
        setSyncFlags(dio);
        return 0;
    }

    /** O_DSYNC needs a sync, O_DSYNC without O_SYNC hopes that it needs none. */
    protected final void setSyncFlags(IomapDio dio) {
        if (dio.iocb.has(Kiocb.Flag.DSYNC)) {
            dio.set(IomapDio.NEED_SYNC);
            if (!dio.iocb.has(Kiocb.Flag.SYNC)) {
                dio.set(IomapDio.WRITE_THROUGH);
            }
        }
    }

    @Override
    protected int notBlk(IomapDio dio, IomapIter iomi) {
        iomi.waitForCompletion = true;
        return 0;
    }

    @Override
    protected boolean isWaitedFor(IomapDio dio) {
        return dio.waitForCompletion.load() != 0;
    }

    @Override
    protected void invalidatePre(IomapDio dio, IomapIter iomi) {
        if (invalidate(dio.inode, iomi.pos, iomi.pos + iomi.len - 1) != 0) {
            dioWarnStalePagecache(dio.inode);
        }
    }

    @Override
    protected void invalidatePost(IomapDio dio, long offset, long size) {
        if (invalidate(dio.inode, offset, offset + size - 1) != 0) {
            dioWarnStalePagecache(dio.inode);
        }
    }

    @Override
    protected long iomapDioActor(IomapDio dio, IomapIter iomi, long length) {
        switch (iomi.iomap.type) {
            case HOLE:
                return dio.write() ? writeToHole() : holeActor(dio, length);
            case UNWRITTEN:
                return dio.write() ? iomapDioBioActor(dio, iomi, length) : holeActor(dio, length);
            case MAPPED:
                return iomapDioBioActor(dio, iomi, length);
            case INLINE:
                return inlineActor(dio, iomi, length);
            default:
                return unknownType(iomi.iomap.type);
        }
    }

    /** A mapping that direct I/O can do nothing with. */
    protected long unknownType(Iomap.Type type) {
        kernel().warnOn(true, "iomap type in iomap_dio_actor");
        return -Errno.EIO;
    }

    /** {@code iomap_dio_inline_actor}. */
    protected long inlineActor(IomapDio dio, IomapIter iomi, long length) {
        Inode inode = dio.inode;
        long copied = dio.iter.touch(length);
        kernel().say(new IomapEvent.CopyIter(dio.req(), !dio.write(), length, copied));
        if (dio.write() && copied != 0) {
            if (iomi.pos + copied > inode.iSize().load()) {
                inode.iSize().store(iomi.pos + copied);
                kernel().say(new InodeEvent.SetIsize(inode.ino(), iomi.pos + copied));
            }
            kernel().say(new IomapEvent.InodeDirty(inode.ino(), dio.req()));
        }
        dio.size.add(copied);
        return copied;
    }

    /** {@code iomap_dio_bio_actor}; from v5.15 on {@code iomap_dio_bio_iter}. Bytes, 0, or a negative errno. */
    protected long iomapDioBioActor(IomapDio dio, IomapIter iomi, long length) {
        long unit = 1L << iomi.iomap.bdev.logicalBlockBits();
        if (((iomi.pos | length | dio.iter.alignment()) & (unit - 1)) != 0) {
            return -Errno.EINVAL;
        }
        boolean needZeroout = iomi.iomap.flags.contains(Iomap.Flag.NEW);
        if (iomi.iomap.type == Iomap.Type.UNWRITTEN) {
            dio.set(IomapDio.UNWRITTEN);
            needZeroout = true;
        }
        if (iomi.iomap.flags.contains(Iomap.Flag.SHARED)) {
            dio.set(IomapDio.COW);
        }
        return bioActor(dio, iomi, length, needZeroout);
    }

    /** Whether the mapping can be written through: a pure overwrite, on a device that knows how. */
    protected boolean useFua(IomapDio dio, IomapIter iomi) {
        return isOverwrite(iomi.iomap) && dio.has(IomapDio.WRITE_THROUGH) && iomi.iomap.bdev.fua();
    }

    /** Written blocks of this file alone, whose metadata is on disk. */
    protected final boolean isOverwrite(Iomap iomap) {
        return iomap.type == Iomap.Type.MAPPED && !iomap.flags.contains(Iomap.Flag.NEW)
                && !iomap.flags.contains(Iomap.Flag.SHARED) && !iomap.flags.contains(Iomap.Flag.DIRTY);
    }

    /** {@code bio_iov_iter_get_pages}: pages of as many vectors as fit. */
    @Override
    protected int bioIovIterGetPages(Bio bio, IovIter iter, int nrPages, IomapIter iomi) {
        return iter.getAllPages(bio, nrPages, 1);
    }

    @Override
    protected long bioActor(IomapDio dio, IomapIter iomi, long length, boolean needZeroout) {
        boolean useFua = useFua(dio, iomi);
        long origCount = dio.iter.count();
        dio.iter.truncate(length);
        long pos = iomi.pos;
        if (needZeroout) {
            zeroHead(dio, iomi, pos);
        }
        long copied = 0;
        int ret = 0;
        int nrPages = dio.iter.npages(iomi.iomap.bdev.bioMaxPages());
        while (nrPages != 0) {
            if (dio.error.load() != 0) {
                dio.iter.revert(copied);
                dio.iter.reexpand(origCount);
                return 0;
            }
            Bio bio = bioAlloc(dio, iomi, pos);
            ret = bioIovIterGetPages(bio, dio.iter, nrPages, iomi);
            if (ret != 0) {
                bioPut(bio);
                break;
            }
            writeThrough(dio, bio, useFua);
            dio.size.add(bio.size());
            copied += bio.size();
            nrPages = dio.iter.npages(iomi.iomap.bdev.bioMaxPages());
            iomapDioSubmitBio(dio, iomi, bio, pos, false);
            pos += bio.size();
        }
        // Also after an error: the rest of the block would be read as what the device holds.
        if (needZeroout || dio.write() && pos >= dio.inode.iSize().load()) {
            zeroTail(dio, iomi, pos);
        }
        dio.iter.reexpand(origCount - copied);
        return copied != 0 ? copied : ret;
    }

    /** A bio that is written through, or one that is not and spoils it for the request. */
    protected void writeThrough(IomapDio dio, Bio bio, boolean useFua) {
        if (!dio.write()) {
            return;
        }
        if (useFua) {
            bio.setFua();
        } else {
            dio.clear(IomapDio.WRITE_THROUGH);
        }
    }

    @Override
    protected long submitted(IomapDio dio, IomapIter iomi, int ret) {
        if (ret < 0) {
            iomapDioSetError(dio, ret);
        }
        if (dio.has(IomapDio.WRITE_THROUGH)) {
            dio.clear(IomapDio.NEED_SYNC);
        }
        return dropAndComplete(dio, iomi);
    }

    /** The drop: the dio is told before it whether it is waited for, and nothing of it is read after it. */
    protected final long dropAndComplete(IomapDio dio, IomapIter iomi) {
        dio.waitForCompletion.store(iomi.waitForCompletion ? 1 : 0);
        return super.submitted(dio, iomi, 0);
    }

    @Override
    protected boolean mustWait(IomapDio dio, IomapIter iomi) {
        return iomi.waitForCompletion;
    }

    @Override
    protected void iomapDioCompleteWork(IomapDio dio) {
        Kiocb iocb = dio.iocb;
        iocb.aioComplete(iomapDioComplete(dio));
    }

    /** The sync of O_DSYNC comes before {@code i_dio_count} drops. */
    @Override
    protected long iomapDioComplete(IomapDio dio) {
        long ret = finish(dio);
        if (ret > 0 && dio.has(IomapDio.NEED_SYNC)) {
            ret = genericWriteSync(dio.iocb, dio.inode, ret);
        }
        dio.inode.dioDone();
        dioFree(dio);
        return ret;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.BioEvent;
import endio.event.DioEvent;
import endio.event.Errno;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;

/**
 * The engine as in v6.1 (fs/iomap/direct-io.c, git blob cbfe9003ae4b):
 * <ul>
 * <li>838c4f3d7515 (v5.4): {@code struct iomap_dio_ops}; {@code end_io} gets size and error apart. With {@code
 *     submit_io} the file system submits the bios. ext4 uses the engine from v5.5 on.
 * <li>60263d5889e6, 54752de928c4 (v5.9): a page cache that cannot be invalidated before a write gives {@code -ENOTBLK};
 *     reads leave it alone.
 * <li>1a31182edd00 (v5.10): the sync comes after {@code i_dio_count} dropped, so that it may take {@code i_rwsem}.
 * <li>13ef954445df, 213f627104da, 4fdccaa0d184 (v5.5 to v5.16): flags FORCE_WAIT, OVERWRITE_ONLY, PARTIAL, and
 *     {@code done_before}.
 * <li>a6d3d49587d1 (v5.15): {@code iomap_iter} instead of a callback for each mapping.
 * </ul>
 */
public class V6_1 extends V5_3 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V6_1(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V6_1(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    @Override
    protected boolean waits(IomapDio dio) {
        return dio.iocb.sync() || dio.dioFlags.contains(Flag.FORCE_WAIT);
    }

    @Override
    protected int prepare(IomapDio dio, IomapIter iomi) {
        iomi.waitForCompletion = waits(dio);
        int ret = setFlags(dio, iomi);
        if (ret == 0) {
            ret = flush(dio, iomi);
        }
        if (ret != 0 || !dio.write()) {
            return ret;
        }
        if (invalidate(dio.inode, iomi.pos, iomi.pos + iomi.len - 1) != 0) {
            return -Errno.ENOTBLK;
        }
        return iomi.waitForCompletion ? 0 : needDoneWq(dio);
    }

    @Override
    protected int setFlags(IomapDio dio, IomapIter iomi) {
        if (!dio.write()) {
            if (iomi.pos >= dio.iSize) {
                return NOTHING_TO_DO;
            }
            if (dio.iocb.has(Kiocb.Flag.NOWAIT)) {
                if (dio.inode.filemapRangeNeedsWriteback(iomi.pos, iomi.pos + iomi.len - 1)) {
                    return -Errno.EAGAIN;
                }
                iomi.flags.add(IomapOps.Flag.NOWAIT);
            }
            dio.set(IomapDio.DIRTY);
        } else {
            iomi.flags.add(IomapOps.Flag.WRITE);
            int ret = nowait(dio, iomi);
            if (ret != 0) {
                return ret;
            }
            setSyncFlags(dio);
        }
        return overwriteOnly(dio, iomi);
    }

    /** {@code IOMAP_DIO_OVERWRITE_ONLY}: nothing beyond the end of the file. */
    protected final int overwriteOnly(IomapDio dio, IomapIter iomi) {
        if (dio.dioFlags.contains(Flag.OVERWRITE_ONLY)) {
            if (iomi.pos >= dio.iSize || iomi.pos + iomi.len > dio.iSize) {
                return -Errno.EAGAIN;
            }
            iomi.flags.add(IomapOps.Flag.OVERWRITE_ONLY);
        }
        return 0;
    }

    @Override
    protected int walk(IomapDio dio, IomapIter iomi) {
        int ret;
        while ((ret = iomapIter(dio, iomi)) > 0) {
            iomapDioIter(dio, iomi);
        }
        if (!dio.write() && iomi.pos >= dio.iSize) {
            readBeyondEof(dio, iomi);
        }
        if (ret == -Errno.EFAULT && dio.dioFlags.contains(Flag.PARTIAL) && dio.size.load() != 0) {
            if (!dio.iocb.has(Kiocb.Flag.NOWAIT)) {
                iomi.waitForCompletion = true;
            }
            ret = 0;
        }
        return ret == -Errno.ENOTBLK ? notBlk(dio, iomi) : ret;
    }

    /** The iterator is taken back to the end of the file. */
    @Override
    protected void readBeyondEof(IomapDio dio, IomapIter iomi) {
        dio.iter.revert(iomi.pos - dio.iSize);
    }

    /**
     * {@code iomap_iter} (fs/iomap/iter.c): ends the mapping before, asks for the next: 1; 0 at the end; a negative
     * errno.
     */
    protected int iomapIter(IomapDio dio, IomapIter iomi) {
        if (iomi.iomap.length != 0) {
            if (dio.ops.end() != null) {
                int ret = iomapEnd(dio, iomi, iomi.pos, iomi.length(), Math.max(iomi.processed, 0));
                if (ret < 0 && iomi.processed == 0) {
                    return ret;
                }
            }
            if (iomi.processed <= 0) {
                return (int) iomi.processed;
            }
            iomi.pos += iomi.processed;
            iomi.len -= iomi.processed;
            if (iomi.len == 0) {
                return 0;
            }
        }
        iomi.processed = 0;
        iomi.iomap.clear();
        int ret = iomapBegin(dio, iomi);
        return ret < 0 ? ret : 1;
    }

    /** {@code iomap_dio_iter}: sets {@code processed}. */
    protected void iomapDioIter(IomapDio dio, IomapIter iomi) {
        iomi.processed = iomapDioActor(dio, iomi, iomi.length());
    }

    /** Delayed allocation by a page fault since the flush. */
    @Override
    protected long unknownType(Iomap.Type type) {
        if (type != Iomap.Type.DELALLOC) {
            kernel().warnOn(true, "iomap type in iomap_dio_iter");
        }
        return -Errno.EIO;
    }

    /** {@code iomap_dio_hole_iter}: no memory at all is an error. */
    @Override
    protected long holeActor(IomapDio dio, long length) {
        long zeroed = super.holeActor(dio, length);
        return zeroed == 0 ? -Errno.EFAULT : zeroed;
    }

    /** {@code iomap_dio_inline_iter}: no memory at all is an error. */
    @Override
    protected long inlineActor(IomapDio dio, IomapIter iomi, long length) {
        long copied = super.inlineActor(dio, iomi, length);
        return copied == 0 ? -Errno.EFAULT : copied;
    }

    @Override
    protected int bioIovIterGetPages(Bio bio, IovIter iter, int nrPages, IomapIter iomi) {
        return iter.getAllPages(bio, nrPages, 1L << iomi.iomap.bdev.logicalBlockBits());
    }

    /** {@code submit_bio}, or the file system's {@code submit_io}. */
    @Override
    protected void submitBio(IomapDio dio, IomapIter iomi, Bio bio, long pos) {
        if (dio.dops != null && dio.dops.submitIo() != null) {
            kernel().say(new BioEvent.FsSubmitIo(pos));
            dio.dops.submitIo().submitIo(iomi, dio, bio, pos);
        } else {
            super.submitBio(dio, iomi, bio, pos);
        }
    }

    @Override
    protected void iomapDioDone(IomapDio dio) {
        if (!isWaitedFor(dio)) {
            dio.iocb.priv().storeOnce(null);
        }
        super.iomapDioDone(dio);
    }

    /** The sync comes after {@code i_dio_count} dropped. */
    @Override
    protected long iomapDioComplete(IomapDio dio) {
        long ret = finish(dio);
        dio.inode.dioDone();
        if (ret > 0 && dio.has(IomapDio.NEED_SYNC)) {
            ret = genericWriteSync(dio.iocb, dio.inode, ret);
        }
        if (ret > 0) {
            ret += dio.doneBefore;
        }
        dioFree(dio);
        return ret;
    }

    @Override
    protected long finish(IomapDio dio) {
        long offset = dio.iocb.kiPos().load();
        int error = (int) dio.error.load();
        long size = dio.size.load();
        kernel().say(new DioEvent.Gathered(dio.req(), dio.number(), size, 0, error, false));
        long ret = hasEndIo(dio) ? endIo(dio, offset, size, error) : error;
        reportError(dio, offset, size, error);
        if (ret == 0) {
            ret = cutAtEof(dio, offset, size);
            moveKiPos(dio.iocb, offset + ret);
        }
        if (error == 0 && size != 0 && dio.write() && dio.inode.nrpages().load() != 0) {
            invalidatePost(dio, offset, size);
        }
        return ret;
    }

    /** What is told about an error besides the result: nothing before v7.0. */
    protected void reportError(IomapDio dio, long offset, long size, int error) {}
}

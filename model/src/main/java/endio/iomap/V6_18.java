// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.Errno;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;

/**
 * The engine as in v6.18 (fs/iomap/direct-io.c of 001397f5ef49):
 * <ul>
 * <li>v6.13: RWF_ATOMIC, a write that must not be torn.
 * <li>v6.15, v6.16: {@code iomap_iter} advances within a mapping.
 * <li>v6.18: {@code iomap_finish_ioend_direct}: a bio of which the file system made an ioend is completed by the file
 *     system's worker, at once if no page is cached; the issuer is not asked then.
 * </ul>
 * No list of the kernel's own steps vouches for it; those of v7.1 do for what stays as it is here.
 */
public class V6_18 extends V6_11 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V6_18(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V6_18(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    @Override
    protected int prepareWrite(IomapDio dio, IomapIter iomi) {
        if (dio.iocb.has(Kiocb.Flag.ATOMIC)) {
            iomi.flags.add(IomapOps.Flag.ATOMIC);
        }
        return super.prepareWrite(dio, iomi);
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

    /** {@code iomap_dio_bio_iter}: one mapping has to do for a write that must not be torn. */
    @Override
    protected long iomapDioBioActor(IomapDio dio, IomapIter iomi, long length) {
        boolean atomic = dio.write() && iomi.iomap.flags.contains(Iomap.Flag.ATOMIC_BIO);
        return atomic && length != iomi.len ? -Errno.EINVAL : super.iomapDioBioActor(dio, iomi, length);
    }

    /** {@code iomap_finish_ioend_direct}: a bio whose end the file system kept for a worker of its own. */
    public void iomapFinishIoendDirect(Bio bio, int error) {
        IomapDio dio = dio(bio);
        boolean shouldDirty = dio.has(IomapDio.DIRTY);
        if (error != 0) {
            iomapDioSetError(dio, error);
        }
        if (decAndTest(dio)) {
            if (dio.inode.nrpages().load() == 0) {
                dio.set(IomapDio.INLINE_COMP | IomapDio.NO_INVALIDATE);
            }
            dio.clear(IomapDio.CALLER_COMP);
            iomapDioDone(dio);
        }
        bioRelease(bio, shouldDirty);
    }

    @Override
    protected void invalidatePost(IomapDio dio, long offset, long size) {
        if (!dio.has(IomapDio.NO_INVALIDATE)) {
            super.invalidatePost(dio, offset, size);
        }
    }
}

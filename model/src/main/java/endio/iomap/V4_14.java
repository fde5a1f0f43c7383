// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.UserPages;

/**
 * A late 4.14 (fs/iomap.c of 4.14.116, git blob c54c05372f1c): v4.15 and what stable releases put into it.
 * "iomap: complete partial direct I/O writes synchronously" (v4.18): {@code wait_for_completion} is a field of the dio,
 * set also when the rest of a request goes through the page cache. The submitter reads it after it dropped its
 * reference, when the dio may have been freed. Bios take pages of more than one vector, and a page cache that cannot be
 * invalidated is worth a line in the log. The walk over a mapping is older than that of v4.15.
 */
public class V4_14 extends V4_15 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V4_14(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V4_14(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    @Override
    protected int prepare(IomapDio dio, IomapIter iomi) {
        dio.waitForCompletion.store(dio.iocb.sync() ? 1 : 0);
        return super.prepare(dio, iomi);
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
    protected int notBlk(IomapDio dio, IomapIter iomi) {
        dio.waitForCompletion.store(1);
        iomi.waitForCompletion = true;
        return 0;
    }

    /** A read that stops at the end of the file takes the iterator back there. */
    @Override
    protected void readBeyondEof(IomapDio dio, IomapIter iomi) {
        dio.iter.revert(iomi.pos - dio.iSize);
    }

    /** The length of the hole counts, however much of the memory was there. */
    @Override
    protected long holeActor(IomapDio dio, long length) {
        zero(dio, length);
        dio.size.add(length);
        return length;
    }

    /** The whole mapping, or nothing of it, counts: what was submitted before an error is forgotten. */
    @Override
    protected long bioActor(IomapDio dio, IomapIter iomi, long length, boolean needZeroout) {
        IovIter iter = dio.iter.copy();
        iter.truncate(length);
        long pos = iomi.pos;
        if (needZeroout) {
            zeroHead(dio, iomi, pos);
        }
        int nrPages = iter.npages(iomi.iomap.bdev.bioMaxPages());
        do {
            if (dio.error.load() != 0) {
                return 0;
            }
            Bio bio = bioAlloc(dio, iomi, pos);
            int ret = bioIovIterGetPages(bio, iter, nrPages, iomi);
            if (ret != 0) {
                bioPut(bio);
                return ret;
            }
            dio.size.add(bio.size());
            nrPages = iter.npages(iomi.iomap.bdev.bioMaxPages());
            iomapDioSubmitBio(dio, iomi, bio, pos, false);
            pos += bio.size();
        } while (nrPages != 0);
        if (needZeroout) {
            zeroTail(dio, iomi, pos);
        }
        dio.iter.advance(length);
        return length;
    }

    /** {@code bio_iov_iter_get_pages}: pages of as many vectors as fit. */
    @Override
    protected int bioIovIterGetPages(Bio bio, IovIter iter, int nrPages, IomapIter iomi) {
        return iter.getAllPages(bio, nrPages, 1);
    }

    @Override
    protected boolean isWaitedFor(IomapDio dio) {
        return dio.waitForCompletion.load() != 0;
    }

    /** Reads the field of a dio that may be gone. */
    @Override
    protected boolean mustWait(IomapDio dio, IomapIter iomi) {
        return dio.waitForCompletion.load() != 0;
    }
}

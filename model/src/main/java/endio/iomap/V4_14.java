// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.UserPages;

/**
 * A late 4.14 (fs/iomap.c of 4.14.116, git blob c54c05372f1c): v4.15 and what stable releases put into it.
 * Commit ebf00be37de3 (v4.18), "iomap: complete partial direct I/O writes synchronously": {@code wait_for_completion} is a
 * field of the dio, set also when the rest of a request goes through the page cache. The submitter reads it after it dropped
 * its reference, when the dio may have been freed. Bios take pages of more than one vector, and a page cache that cannot be
 * invalidated is worth a line in the log.
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
        return 0;
    }

    /** {@code bio_iov_iter_get_pages}: pages of as many vectors as fit. */
    @Override
    protected int bioIovIterGetPages(Bio bio, IovIter iter, int nrPages, IomapIter iomi) {
        return getPages(bio, iter, nrPages, 1);
    }

    /** The loop of {@code bio_iov_iter_get_pages}: an error counts only if no page was had. */
    protected final int getPages(Bio bio, IovIter iter, int nrPages, long unit) {
        int ret;
        do {
            ret = iter.getPages(bio, nrPages, unit);
        } while (ret == 0 && iter.count() > 0 && bio.segments() < nrPages);
        return bio.segments() > 0 ? 0 : ret;
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

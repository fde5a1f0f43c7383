// SPDX-License-Identifier: GPL-2.0-or-later
package endio.blkdev;

import endio.iomap.IovIter;
import endio.kernel.Kernel;
import endio.vfs.Bio;

/**
 * The engine of v5.3:
 * <ul>
 * <li>531724abc3bf, "block: avoid extra bio reference for async O_DIRECT": an only bio of an asynchronous request is
 *     held by nobody but itself; more of them, or a submitter that waits, hold the first one.
 * <li>17d51b10d777 (v4.18): a bio takes pages of as many vectors as fit.
 * </ul>
 */
public class V4_20 extends V4_10 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V4_20(Kernel kernel) {
        super(kernel);
    }

    @Override
    protected void getFirst(BlkdevDio dio) {
        if (dio.isSync) {
            bioGet(dio);
        }
    }

    @Override
    protected void oneMore(BlkdevDio dio) {
        if (dio.multiBio.load() == 0 && !dio.isSync) {
            holdFirst(dio);
        }
        super.oneMore(dio);
    }

    /** {@code bio_get} in {@code __blkdev_direct_IO}: the first of several bios of an asynchronous request. */
    protected void holdFirst(BlkdevDio dio) {
        bioGet(dio);
    }

    @Override
    protected void completed(BlkdevDio dio) {
        complete(dio);
        if (dio.multiBio.load() != 0) {
            putFirst(dio);
        }
    }

    @Override
    protected int bioIovIterGetPages(Bio bio, IovIter iter, int nrPages) {
        return iter.getAllPages(bio, nrPages, 1);
    }
}

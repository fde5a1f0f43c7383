// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.event.Errno;
import endio.event.WorkEvent;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import endio.vfs.UserPages.Page;
import java.util.List;
import java.util.Set;

/**
 * What came between v3.13 and v4.5: all vectors are walked in one go ({@code iov_iter}), {@code i_size} is sampled
 * once and a read at or beyond it is over at once, a file system may keep writes beyond the end asynchronous
 * ({@code DIO_ASYNC_EXTEND}) or have no count at all ({@code DIO_SKIP_DIO_COUNT}, fe0f07d08ee3), and who lost the race
 * for the workqueue is told by what {@code cmpxchg} returns.
 */
public class V4_5 extends V3_12Osync {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V4_5(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V4_5(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    /** {@code do_blockdev_direct_IO}: the size is sampled first, and a read that finds nothing does not count. */
    @Override
    protected long begin(Dio dio, long offset, long end) {
        dio.iSize = dio.inode.iSize().load();
        if (!dio.write && offset >= dio.iSize) {
            return 0;
        }
        dio.isAsync = isAsync(dio, end);
        if (dio.isAsync && dio.write) {
            int ret = prepareAsyncWrite(dio);
            if (ret != 0) {
                return ret;
            }
        }
        inodeDioBegin(dio);
        return STARTED;
    }

    /** {@code iov_iter_alignment}: a vector without a byte has no say. */
    @Override
    protected int unit(Inode inode, BlockDevice bdev, List<IoVec> iov, long offset) {
        return super.unit(inode, bdev, iov.stream().filter(vec -> vec.len() != 0).toList(), offset);
    }

    @Override
    protected boolean isAsync(Dio dio, long end) {
        return !dio.iocb.sync()
                && (dio.flags.contains(Flag.ASYNC_EXTEND) || !dio.write || end <= dio.inode.iSize().load());
    }

    @Override
    protected void inodeDioBegin(Dio dio) {
        if (!dio.flags.contains(Flag.SKIP_DIO_COUNT)) {
            super.inodeDioBegin(dio);
        }
    }

    @Override
    protected void inodeDioEnd(Dio dio) {
        if (!dio.flags.contains(Flag.SKIP_DIO_COUNT)) {
            super.inodeDioEnd(dio);
        }
    }

    /** {@code sb_init_dio_done_wq}: whoever finds a queue published destroys its own. */
    @Override
    protected int sbInitDioDoneWq(SuperBlock sb, int req) {
        WorkQueue wq = kernel().allocWorkqueue("dio", Set.of(WorkQueue.Flag.MEM_RECLAIM), 0, req);
        if (wq == null) {
            return -Errno.ENOMEM;
        }
        WorkQueue old = sb.sDioDoneWq().cmpxchg(null, wq);
        kernel().say(new WorkEvent.WqPublish(wq.number(), old == null));
        if (old != null) {
            wq.destroy();
        }
        return 0;
    }

    /** One walk over all vectors. The bytes put under I/O are added up at its end: nobody looks at them before. */
    @Override
    protected int walkVectors(Dio dio, Sdio sdio, List<IoVec> iov) {
        IovIter iter = new IovIter(iov);
        sdio.iter = iter;
        sdio.size = iter.count();
        sdio.finalBlockInRequest = sdio.blockInFile + (sdio.size >> sdio.blkbits);
        int ret = doDirectIo(dio, sdio);
        dio.result.store(sdio.size - ((sdio.finalBlockInRequest - sdio.blockInFile) << sdio.blkbits));
        if (ret != 0) {
            dioCleanup(dio, sdio);
        }
        return ret;
    }

    /** {@code dio_refill_pages}: {@code iov_iter_get_pages} pins pages of one vector at a time. */
    @Override
    protected int dioRefillPages(Dio dio, Sdio sdio) {
        IovIter iter = kernel().follow(sdio.iter, "iter", "dio_refill_pages");
        int inPage = (int) (iter.address() & (PAGE_SIZE - 1));
        int want = (int) Math.min((inPage + iter.segment() + PAGE_SIZE - 1) >> PAGE_SHIFT, Dio.DIO_PAGES);
        int ret = getUserPages(dio, sdio, iter.address() >> PAGE_SHIFT, want);
        if (ret > 0) {
            long bytes = Math.min(iter.segment(), (long) ret * PAGE_SIZE - inPage);
            iter.advance(bytes);
            sdio.from = inPage;
            sdio.to = (int) ((inPage + bytes - 1) & (PAGE_SIZE - 1)) + 1;
        } else if (ret == 0) {
            sdio.from = 0;
            sdio.to = PAGE_SIZE;
        }
        return Math.min(ret, 0);
    }

    /** {@code do_direct_IO}: the first and the last pinned page may belong to the vector in part only. */
    @Override
    protected int doDirectIo(Dio dio, Sdio sdio) {
        while (sdio.blockInFile < sdio.finalBlockInRequest) {
            if (sdio.head == sdio.tail) {
                int ret = dioRefillPages(dio, sdio);
                if (ret != 0) {
                    return ret;
                }
            }
            int from = sdio.head == 0 ? sdio.from : 0;
            int to = sdio.head == sdio.tail - 1 ? sdio.to : PAGE_SIZE;
            Page page = dio.pages[sdio.head++];
            int ret = doPage(dio, sdio, page, from >> sdio.blkbits, to >> sdio.blkbits);
            userPages().put(page);
            if (ret != 0) {
                return ret == END_OF_FILE ? 0 : ret;
            }
        }
        return 0;
    }
}

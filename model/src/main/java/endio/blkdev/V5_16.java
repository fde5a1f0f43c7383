// SPDX-License-Identifier: GPL-2.0-or-later
package endio.blkdev;

import endio.event.DioEvent;
import endio.event.Errno;
import endio.iomap.IovIter;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.Filemap;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import java.util.function.LongSupplier;

/**
 * The engine of v6.1 and later (block/fops.c):
 * <ul>
 * <li>54a88eb838d3 (v5.16), "block: add single bio async direct IO helper": what fits into one bio counts nothing.
 * <li>"block: kill DIO_MULTI_BIO" (the same series): several bios are counted from the first one on.
 * <li>The caller of an asynchronous write does not drop cached pages once more when it is submitted, since it may still
 *     be on its way (v5.5 or near it; which commit is not known).
 * </ul>
 */
public class V5_16 extends V4_20 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V5_16(Kernel kernel) {
        super(kernel);
    }

    @Override
    protected long oneBio(Kiocb iocb, BlockDevice bdev, IovIter iter, int nrPages) {
        return iocb.isSyncKiocb() ? blkdevDirectIoSimple(iocb, bdev, iter, nrPages)
                : blkdevDirectIoAsync(iocb, bdev, iter, nrPages);
    }

    /**
     * {@code __blkdev_direct_IO_async}: the bio is the dio's only owner, and nothing is touched after its submission.
     */
    protected long blkdevDirectIoAsync(Kiocb iocb, BlockDevice bdev, IovIter iter, int nrPages) {
        long pos = iocb.kiPos().load();
        Bio bio = bioAlloc(iocb, iter.write(), pos, this::blkdevBioEndIo);
        BlkdevDio dio = dioIn(bio, iocb);
        bio.biEndIo(ended -> blkdevBioEndIoAsync(dio, ended));
        int ret = bioIovIterGetPages(bio, iter, nrPages);
        if (ret != 0) {
            put(dio, bio);
            return ret;
        }
        dio.size.store(bio.size());
        submit(dio, bdev, bio, pos);
        return -Errno.EIOCBQUEUED;
    }

    /** {@code blkdev_bio_end_io_async}: the dio lies in front of the bio, so nothing is read to find it. */
    protected void blkdevBioEndIoAsync(BlkdevDio dio, Bio bio) {
        keepStatus(dio, bio);
        dio.biStatus.load();
        kernel().say(new DioEvent.Ref(dio.number(), 1, 0));
        complete(dio);
        put(dio, bio);
    }

    @Override
    protected void getFirst(BlkdevDio dio) {
        bioGet(dio);
    }

    @Override
    protected void oneMore(BlkdevDio dio) {
        inc(dio);
    }

    @Override
    protected boolean dropsLast(BlkdevDio dio) {
        return decAndTest(dio);
    }

    @Override
    protected void completed(BlkdevDio dio) {
        complete(dio);
        putFirst(dio);
    }

    @Override
    public long directWrite(Inode inode, long pos, long count, LongSupplier directIo) {
        return Filemap.blkdevDirectWrite(inode, pos, count, directIo);
    }
}

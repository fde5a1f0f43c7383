// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.blkdev.BlkdevDirectIo;
import endio.directio.DirectIo;
import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.event.RequestEvent;
import endio.iomap.IovIter;
import endio.kernel.Kernel;
import endio.vfs.Filemap;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.UserPages;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A block device in the place of a file (fs/block_dev.c, block/fops.c): all its blocks are there, and nobody takes a
 * lock. It goes through fs/direct-io.c with {@code blkdev_get_block} and no {@code end_io} until v4.9, and then has an
 * engine of its own.
 */
final class BlkdevFs extends PlainFs {
    private final DirectIo core;
    private final Set<DirectIo.Flag> flags;
    private final Optional<BlkdevDirectIo> own;

    BlkdevFs(Kernel kernel, Scenario scenario, Generation generation) {
        super(kernel, scenario, generation);
        this.flags = generation.blkdevFlags();
        this.own = generation.blkdev(kernel);
        this.core = generation.directIo(kernel);
    }

    /** {@code blkdev_write_iter} takes no {@code i_mutex}. */
    @Override
    void lockForWrite(Inode inode, int req) {}

    @Override
    void unlockForWrite(Inode inode, int req) {}

    /** {@code blkdev_read_iter}, {@code blkdev_write_iter}. */
    @Override
    public void request(Kiocb iocb, Actor.Request request) {
        File file = file(request);
        Inode inode = file.inode();
        kernel().say(new RequestEvent.Issue(iocb.req(), inode.ino(), request.write(), request.sync(), request.offset(),
                request.bytes(), false, inode.iSize().load(), inode.blkbits()));
        LongSupplier directIo = directIo(iocb, file, request);
        long ret = request.write() ? write(iocb, inode, request, directIo) : read(inode, request, directIo);
        kernel().say(new RequestEvent.Return(iocb.req(), ret));
        if (ret != -Errno.EIOCBQUEUED) {
            iocb.returned(ret);
        }
    }

    /** {@code blkdev_direct_IO}. */
    private LongSupplier directIo(Kiocb iocb, File file, Actor.Request request) {
        if (own.isPresent()) {
            IovIter iter = new IovIter(kernel(), UserPages.of(kernel()), iocb.req(), request.write(), request.iov());
            return () -> own.get().blkdevDirectIo(iocb, bdev(), iter);
        }
        return () -> core.blockdevDirectIo(request.write(), iocb, file.inode(), bdev(), request.iov(), request.offset(),
                (ino, r, iblock, bh, create) -> getBlock(file, iblock, bh, create), null, null, flags);
    }

    private static long read(Inode inode, Actor.Request request, LongSupplier directIo) {
        if (inode.hasDirtyPages()) {
            inode.filemapWriteAndWaitRange(request.offset(), request.offset() + request.bytes() - 1);
        }
        return directIo.getAsLong();
    }

    /** What an asynchronous write has to be made durable by, its bios know, from the own engine on. */
    private long write(Kiocb iocb, Inode inode, Actor.Request request, LongSupplier directIo) {
        if (own.isEmpty()) {
            long ret = Filemap.genericFileDirectWrite(inode, request.offset(), request.bytes(), directIo);
            return core.syncSubmitted(kernel(), iocb, inode, request.offset(), request.bytes(), ret);
        }
        long ret = own.get().directWrite(inode, request.offset(), request.bytes(), directIo);
        return ret > 0 && request.durable() ? sync(iocb, inode, request.offset(), ret) : ret;
    }

    /** {@code generic_write_sync} of a write that is over. */
    private long sync(Kiocb iocb, Inode inode, long offset, long ret) {
        int err = inode.vfsFsyncRange(offset, offset + ret - 1, !iocb.has(Kiocb.Flag.SYNC));
        kernel().say(new FileSystemEvent.GenericWriteSync(iocb.req(), offset, ret, true, err));
        return err < 0 ? err : ret;
    }

    /**
     * {@code blkdev_fallocate} (25f4c41415e5, v4.9): pages go, and the device is told to forget the range. Direct I/O
     * is not waited for, and no lock keeps it out.
     */
    @Override
    public void punchHole(long first, long len) {
        first().truncatePagecache(first, first + len - 1);
        kernel().mightSleep("blkdev_issue_zeroout");
        first().truncatePagecache(first, first + len - 1);
    }
}

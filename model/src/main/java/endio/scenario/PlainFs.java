// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.RequestEvent;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.vfs.BufferHead;
import endio.vfs.DioIodone;
import endio.vfs.Filemap;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.WriteCachePages;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The simplest file system that uses the core rightly: blocks are looked up in a table, nothing is allocated, and
 * {@code end_io} is null as with ext2.
 */
class PlainFs implements Mounted {
    private static final int BLOCK_BITS = Long.numberOfTrailingZeros(Scenario.BLOCK_SIZE);
    static final long WRITTEN = 0;
    static final long UNWRITTEN = 1;
    private static final long HOLE = 2;

    private final Kernel kernel;
    private final Scenario scenario;
    private final DirectIo core;
    private final ChosenDevice bdev;
    /** The engine looks after the page cache by itself. */
    private final boolean onIomap;
    private final List<File> files = new ArrayList<>();
    private final WriteCachePages aops;

    /**
     * A file.
     *
     * @param states of the blocks that lie in an extent
     */
    record File(Inode inode, SortedMap<Long, Plain> states) {

        /** State of a block, in one load. */
        long state(long block) {
            Plain state = states.get(block);
            return state == null ? HOLE : state.load();
        }
    }

    PlainFs(Kernel kernel, Scenario scenario, Generation generation) {
        this.kernel = kernel;
        this.scenario = scenario;
        this.core = generation.directIo(kernel);
        this.onIomap = generation instanceof IomapGeneration;
        this.bdev = new ChosenDevice(kernel, scenario, BLOCK_BITS);
        this.aops = aops(kernel, bdev);
        SuperBlock sb = new SuperBlock(kernel);
        for (int file = 0; file < scenario.files(); file++) {
            Inode inode = generation.inode(kernel, sb, BLOCK_BITS, scenario.iSize());
            SortedMap<Long, Plain> states = new TreeMap<>();
            for (Extent extent : scenario.extents()) {
                for (long block = extent.lblk(); block < extent.lblk() + extent.len(); block++) {
                    long state = extent.unwritten() ? UNWRITTEN : WRITTEN;
                    states.put(block, kernel.plain(inode.id(), "block" + block, state));
                }
            }
            files.add(new File(inode, states));
        }
        scenario.writtenPages((page, dirty) -> aops.page(first(), page, dirty));
    }

    /** {@code block_write_full_page}: nothing is due when a page is written. */
    private WriteCachePages aops(Kernel ofKernel, ChosenDevice device) {
        return new WriteCachePages(ofKernel, device) {
            @Override
            protected Target map(Inode inode, long page) {
                return new Target(block(page), false);
            }
        };
    }

    private long block(long lblk) {
        return scenario.extents().stream().filter(e -> e.holds(lblk)).mapToLong(e -> e.pblk() + lblk - e.lblk())
                .findFirst().orElseThrow(() -> new IllegalStateException("a plain file system allocates nothing"));
    }

    final Kernel kernel() {
        return kernel;
    }

    final ChosenDevice bdev() {
        return bdev;
    }

    final File file(Actor.Request request) {
        return files.get(request.file());
    }

    final Inode first() {
        return files.get(0).inode;
    }

    @Override
    public void request(Kiocb iocb, Actor.Request request) {
        int req = iocb.req();
        File file = file(request);
        Inode inode = file.inode;
        long size = inode.iSize().load();
        kernel.say(new RequestEvent.Issue(req, inode.ino(), request.write(), request.sync(), request.offset(),
                request.bytes(), request.overwrite(), size, BLOCK_BITS));
        if (request.write()) {
            lockForWrite(inode, req);
        }
        LongSupplier directIo = () -> core.blockdevDirectIo(request.write(), iocb, inode, bdev, request.iov(),
                request.offset(), (ino, r, iblock, bh, create) -> getBlock(file, iblock, bh, create), endIo(file, request, size), null,
                flags());
        long ret = request.write() && !onIomap
                ? Filemap.genericFileDirectWrite(inode, request.offset(), request.bytes(), directIo)
                : directIo.getAsLong();
        if (request.write()) {
            if (ret > 0 && request.offset() + ret > size && !onIomap) {
                grow(inode, request.offset() + ret);
            }
            unlockForWrite(inode, req);
            ret = core.syncSubmitted(kernel, iocb, inode, request.offset(), request.bytes(), ret);
        }
        kernel.say(new RequestEvent.Return(req, ret));
        if (ret != -Errno.EIOCBQUEUED) {
            iocb.returned(ret);
        }
    }

    /** On iomap a write beyond the end grows the size in {@code end_io}, before the engine syncs ({@code ext2_dio_write_end_io}). */
    private @Nullable DioIodone endIo(File file, Actor.Request request, long size) {
        DioIodone endIo = endIo(file);
        if (endIo != null || !onIomap || !request.write() || request.offset() + request.bytes() <= size) {
            return endIo;
        }
        return (iocb, offset, bytes, priv, ret, async) -> {
            if (bytes > 0 && offset + bytes > file.inode.iSize().load()) {
                grow(file.inode, offset + bytes);
            }
            return 0;
        };
    }

    private void grow(Inode inode, long size) {
        inode.iSize().store(size);
        kernel.say(new InodeEvent.SetIsize(inode.ino(), size));
    }

    /** What a direct write holds while it is submitted. */
    void lockForWrite(Inode inode, int req) {
        inode.lock(req);
    }

    /** Gives it up. */
    void unlockForWrite(Inode inode, int req) {
        inode.unlock(req);
    }

    /** Flags of {@code __blockdev_direct_IO}. */
    Set<DirectIo.Flag> flags() {
        return Set.of(DirectIo.Flag.LOCKING);
    }

    final int getBlock(File file, long iblock, BufferHead bh, boolean create) {
        if (kernel.faults().happens(kernel.machine(), "get_block")) {
            return -Errno.EIO;
        }
        for (Extent extent : scenario.extents()) {
            if (extent.holds(iblock)) {
                long state = file.state(iblock);
                long end = Math.min(extent.lblk() + extent.len(), iblock + bh.bSize / Scenario.BLOCK_SIZE);
                long last = iblock + 1;
                while (last < end && file.state(last) == state) {
                    last++;
                }
                bh.bSize = (last - iblock) * Scenario.BLOCK_SIZE;
                if (state == WRITTEN || state == UNWRITTEN && create) {
                    bh.bBlocknr = extent.pblk() + iblock - extent.lblk();
                    bh.set(BufferHead.State.MAPPED);
                }
                if (state == UNWRITTEN) {
                    unwritten(bh, create);
                }
                return 0;
            }
        }
        return 0;
    }

    /** The mapping that {@code bh} tells is of unwritten blocks. */
    void unwritten(BufferHead bh, boolean create) {
        throw new IllegalStateException("a plain file system has no unwritten blocks");
    }

    /** Its callback. */
    @Nullable DioIodone endIo(File file) {
        return null;
    }

    @Override
    public Inode inode() {
        return first();
    }

    @Override
    public long writer(long lblk) {
        return bdev.writer(lblk);
    }

    @Override
    public String bufferedRead(long lblk) {
        long state = files.get(0).state(lblk);
        String saw = state == WRITTEN ? "written" : state == UNWRITTEN ? "unwritten" : "hole";
        kernel.say(new InodeEvent.ReadSaw(first().ino(), lblk, saw));
        return saw;
    }

    @Override
    public void truncate(long size) {
        long first = (size + Scenario.BLOCK_SIZE - 1) / Scenario.BLOCK_SIZE;
        Inode inode = first();
        inode.lock(-1);
        inode.iSize().store(size);
        kernel.say(new InodeEvent.SetIsize(inode.ino(), size));
        inode.dioWait();
        inode.truncatePagecache(first, Long.MAX_VALUE);
        remove(first);
        inode.unlock(-1);
    }

    private void remove(long first) {
        kernel.say(new InodeEvent.TruncateBegin(first().ino(), first));
        files.get(0).states.forEach((block, state) -> {
            if (block >= first) {
                state.store(HOLE);
            }
        });
        kernel.say(new InodeEvent.TruncateEnd(first().ino(), first));
    }

    @Override
    public void evict() {
        remove(0);
        kernel.say(new InodeEvent.Evict(first().ino()));
    }

    @Override
    public void punchHole(long first, long len) {
        throw new IllegalStateException("a plain file system punches no holes");
    }

    @Override
    public void fsync() {
        kernel.say(new FileSystemEvent.SyncBegin("fsync"));
        flush(first());
        kernel.say(new FileSystemEvent.SyncEnd("fsync", 0));
    }

    @Override
    public void syncFs() {
        kernel.say(new FileSystemEvent.SyncBegin("sync_fs"));
        kernel.say(new FileSystemEvent.SyncEnd("sync_fs", 0));
    }

    /** {@code filemap_write_and_wait}. */
    private static void flush(Inode inode) {
        if (inode.hasDirtyPages()) {
            inode.filemapWriteAndWaitRange(0, Long.MAX_VALUE);
        }
    }

    @Override
    public void bufferedWrite(long page) {
        lockForWrite(first(), -1);
        aops.dirty(first(), page);
        unlockForWrite(first(), -1);
    }

    @Override
    public void writeback(int wb, long first, int pages) {
        aops.writepages(wb, first(), first, pages);
    }

    @Override
    public void umount() {
        files.forEach(file -> flush(file.inode));
        files.forEach(file -> kernel.say(new InodeEvent.Evict(file.inode.ino())));
        SuperBlock sb = first().sb();
        WorkQueue wq = sb.sDioDoneWq().load();
        if (wq != null) {
            wq.destroy();
            sb.sDioDoneWq().store(null);
        }
        kernel.say(new FileSystemEvent.PutSuper());
    }
}

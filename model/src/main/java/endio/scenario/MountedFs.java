// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A file system as the tables of its operations ({@code file_operations}, {@code inode_operations}, {@code
 * address_space_operations}, {@code super_operations}): what is not in them it does not do.
 */
final class MountedFs<I extends Inode> implements Mounted {
    private final ChosenDevice bdev;
    private final List<I> files;
    private @Nullable ReadWrite<I> read;
    private @Nullable ReadWrite<I> write;
    private @Nullable Readpage<I> readpage;
    private @Nullable ObjLongConsumer<I> bufferedWrite;
    private @Nullable Writepages<I> writepages;
    private @Nullable Range<I> fallocate;
    private @Nullable Range<I> punchHole;
    private @Nullable ObjLongConsumer<I> setattr;
    private @Nullable ObjLongConsumer<I> setattrElsewhere;
    private @Nullable Consumer<I> fsync;
    private @Nullable Runnable syncFs;
    private @Nullable Consumer<I> evictInode;
    private @Nullable Consumer<List<I>> umount;

    /** A direct request on a file, from its system call to its return. */
    interface ReadWrite<I> {
        void apply(I inode, Kiocb iocb, List<IoVec> iov, Actor.Request request);
    }

    /** {@code a_ops->readpage}: what the block is. */
    interface Readpage<I> {
        String apply(I inode, long lblk);
    }

    /** {@code a_ops->writepages}. */
    interface Writepages<I> {
        void apply(int wb, I inode, long first, int pages);
    }

    /** {@code f_op->fallocate} of a range of blocks. */
    interface Range<I> {
        void apply(I inode, long first, long len);
    }

    /** With files in the order of a scenario. */
    MountedFs(ChosenDevice bdev, List<I> files) {
        this.bdev = bdev;
        this.files = List.copyOf(files);
    }

    MountedFs<I> direct(ReadWrite<I> reads, ReadWrite<I> writes) {
        this.read = reads;
        this.write = writes;
        return this;
    }

    /** Reads, writes and writeback through the page cache. */
    MountedFs<I> pages(Readpage<I> reads, ObjLongConsumer<I> writes, Writepages<I> flushes) {
        this.readpage = reads;
        this.bufferedWrite = writes;
        this.writepages = flushes;
        return this;
    }

    /** {@code fallocate} of two kinds. */
    MountedFs<I> blocks(Range<I> allocates, Range<I> punches) {
        this.fallocate = allocates;
        this.punchHole = punches;
        return this;
    }

    /** {@code truncate}. */
    MountedFs<I> setattr(ObjLongConsumer<I> truncates) {
        this.setattr = truncates;
        return this;
    }

    /** {@code truncate} on another node. */
    MountedFs<I> setattrElsewhere(ObjLongConsumer<I> truncates) {
        this.setattrElsewhere = truncates;
        return this;
    }

    /** {@code fsync} and {@code sync_fs}. */
    MountedFs<I> syncs(Consumer<I> fsyncs, Runnable syncsFs) {
        this.fsync = fsyncs;
        this.syncFs = syncsFs;
        return this;
    }

    /** {@code evict_inode} of a file without a name, and the way of {@code put_super}. */
    MountedFs<I> ends(Consumer<I> evicts, Consumer<List<I>> umounts) {
        this.evictInode = evicts;
        this.umount = umounts;
        return this;
    }

    private static <T> T op(@Nullable T op, String name) {
        if (op == null) {
            throw new IllegalStateException("this file system has no " + name);
        }
        return op;
    }

    private I first() {
        return files.get(0);
    }

    @Override
    public void request(Kiocb iocb, Actor.Request request) {
        op(request.write() ? write : read, "direct I/O")
                .apply(files.get(request.file()), iocb, request.iov(), request);
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
        return op(readpage, "readpage").apply(first(), lblk);
    }

    @Override
    public void bufferedWrite(long page) {
        op(bufferedWrite, "write through the page cache").accept(first(), page);
    }

    @Override
    public void writeback(int wb, long first, int pages) {
        op(writepages, "writepages").apply(wb, first(), first, pages);
    }

    @Override
    public void fallocate(long first, long len) {
        op(fallocate, "fallocate").apply(first(), first, len);
    }

    @Override
    public void punchHole(long first, long len) {
        op(punchHole, "FALLOC_FL_PUNCH_HOLE").apply(first(), first, len);
    }

    @Override
    public void truncate(long size) {
        op(setattr, "setattr").accept(first(), size);
    }

    @Override
    public void truncateElsewhere(long size) {
        op(setattrElsewhere, "other node").accept(first(), size);
    }

    @Override
    public void fsync() {
        op(fsync, "fsync").accept(first());
    }

    @Override
    public void syncFs() {
        op(syncFs, "sync_fs").run();
    }

    @Override
    public void evict() {
        op(evictInode, "evict_inode").accept(first());
    }

    @Override
    public void umount() {
        op(umount, "put_super").accept(files);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.Mapping;
import endio.vfs.UserPages;
import org.jspecify.annotations.Nullable;

/** Writeback of dirty pages (fs/ext4/inode.c, and the submission of fs/ext4/page-io.c, at the parent of 7b7a8665edd8). */
public abstract class Writeback extends PageIo {
    private static final int SECTOR_BITS = 9;

    private final BlockDevice bdev;

    /** A mount on {@code bdev}. */
    protected Writeback(Kernel kernel, BlockDevice bdev, Ext4Options options, Journal journal) {
        super(kernel, options, journal);
        this.bdev = bdev;
    }

    /** {@code sb->s_bdev}. */
    public final BlockDevice bdev() {
        return bdev;
    }

    /** {@code struct ext4_io_submit} (fs/ext4/ext4.h): on the flusher's stack. */
    protected static final class IoSubmit {
        final IoEnd ioEnd;
        @Nullable Bio bio;
        long nextBlock = -1;
        long fileOffset;

        IoSubmit(IoEnd ioEnd) {
            this.ioEnd = ioEnd;
        }
    }

    /**
     * {@code ext4_writepages}: maps and writes the dirty pages of a range, with a reserved handle for their conversion if they
     * go through unwritten blocks.
     *
     * @param wb number of this writeback in events
     * @param first first page
     * @return 0 or a negative errno
     */
    public int writepages(int wb, Ext4Inode inode, long first, int pages) {
        return writepages(wb, inode, first, pages, false);
    }

    /**
     * The same for pages that somebody else has chosen.
     *
     * @param given they are to be written as they are: locked, clean, and whatever else would be looked at
     */
    public int writepages(int wb, Ext4Inode inode, long first, int pages, boolean given) {
        kernel().say(new FileSystemEvent.Writeback(wb, first, pages, "writepages"));
        IoEnd ioEnd = initIoEnd(inode, -1);
        int ret = ioEnd == null ? -Errno.ENOMEM : writeMapped(inode, first, pages, given, ioEnd);
        kernel().say(new FileSystemEvent.WritebackEnd(wb, ret));
        return ret;
    }

    /** {@code generic_file_buffered_write} of one page, with {@code i_mutex}: the page is dirty then. */
    public final void bufferedWrite(Ext4Inode inode, long page) {
        inode.lock(-1);
        inode.mapping().lockPage(page);
        inode.mapping().setDirty(page);
        inode.mapping().unlockPage(page);
        inode.unlock(-1);
    }

    /** Direct I/O of {@code inode} writes back its dirty pages first; to be called while the world is built. */
    public final void flushBeforeDirectIo(Ext4Inode inode) {
        inode.flusher((first, last) ->
                writeAndWaitRange(inode, first >> inode.blkbits(), last >> inode.blkbits()));
    }

    /**
     * {@code filemap_write_and_wait_range} (mm/filemap.c): writes the dirty pages of a range and waits for all of them.
     *
     * @param first first page
     * @param last last page, inclusive
     */
    protected final void writeAndWaitRange(Ext4Inode inode, long first, long last) {
        for (long page = first; page <= last; page++) {
            if (inode.mapping().dirty(page)) {
                writepages(-1, inode, page, 1);
            }
        }
        for (long page = first; page <= last; page++) {
            inode.mapping().waitOnWriteback(page);
        }
    }

    private int writeMapped(Ext4Inode inode, long first, int pages, boolean given, IoEnd ioEnd) {
        Handle handle = journal().start(options().dioreadNolock() && options().journal());
        if (handle.isErr()) {
            putIoEnd(ioEnd);
            return handle.error();
        }
        IoSubmit io = new IoSubmit(ioEnd);
        int ret = 0;
        for (long page = first; page < first + pages && ret == 0; page++) {
            ret = given ? mapAndSubmitExtent(handle, inode, page, io) : prepareAndSubmit(handle, inode, page, io);
        }
        journal().stop(handle);
        ioSubmit(io);
        putIoEnd(ioEnd);
        return ret;
    }

    /**
     * {@code mpage_prepare_extent_to_map}, for one page: under its lock, it is written if it is dirty and a writeback of it
     * has ended. The lock keeps truncation from it until it is under writeback.
     */
    protected int prepareAndSubmit(Handle handle, Ext4Inode inode, long page, IoSubmit io) {
        Mapping mapping = inode.mapping();
        mapping.lockPage(page);
        int ret = 0;
        if (mapping.dirty(page)) {
            mapping.waitOnWriteback(page);
            mapping.clearDirtyForIo(page);
            ret = mapAndSubmitExtent(handle, inode, page, io);
        }
        mapping.unlockPage(page);
        return ret;
    }

    /** {@code mpage_map_and_submit_extent} with {@code mpage_map_one_extent}, for one page. */
    protected int mapAndSubmitExtent(Handle handle, Ext4Inode inode, long page, IoSubmit io) {
        MapBlocks map = new MapBlocks(page, 1);
        int flags = options().dioreadNolock() ? MapBlocks.IO_CREATE_EXT : MapBlocks.CREATE;
        int ret = mapBlocks(inode, map, flags, -1);
        if (ret < 0) {
            return ret;
        }
        if (map.unwritten()) {
            if (options().journal() && io.ioEnd.handle.load() == null) {
                io.ioEnd.handle.store(handle.takeReserved());
            }
            setIoUnwrittenFlag(inode, io.ioEnd, -1);
        }
        growIoEnd(inode, page, io.ioEnd);
        bioWritePage(io, inode, page, map.pblk);
        return 0;
    }

    private static void growIoEnd(Ext4Inode inode, long page, IoEnd ioEnd) {
        long size = ioEnd.size.load();
        if (size == 0) {
            ioEnd.offset.store(page << inode.blkbits());
        }
        ioEnd.size.store(size + inode.blockSize());
    }

    /**
     * {@code ext4_writepage}: writes one page after the other whose blocks are mapped already. The caller has locked and
     * cleaned them.
     *
     * @param wb number of this writeback in events
     * @return 0 or a negative errno
     */
    public int writepage(int wb, Ext4Inode inode, long first, int pages) {
        kernel().say(new FileSystemEvent.Writeback(wb, first, pages, "writepage"));
        IoEnd ioEnd = initIoEnd(inode, -1);
        if (ioEnd == null) {
            kernel().say(new FileSystemEvent.WritebackEnd(wb, -Errno.ENOMEM));
            return -Errno.ENOMEM;
        }
        IoSubmit io = new IoSubmit(ioEnd);
        for (long page = first; page < first + pages; page++) {
            MapBlocks map = new MapBlocks(page, 1);
            inode.blocks().lookup(map);
            bioWritePage(io, inode, page, map.pblk);
        }
        ioSubmit(io);
        putIoEndDefer(ioEnd);
        kernel().say(new FileSystemEvent.WritebackEnd(wb, 0));
        return 0;
    }

    /** {@code ext4_bio_write_page} with {@code io_submit_add_bh}: the page joins the open bio or begins a new one. */
    protected void bioWritePage(IoSubmit io, Ext4Inode inode, long page, long pblk) {
        inode.mapping().setWriteback(page);
        if (io.bio != null && pblk != io.nextBlock) {
            ioSubmit(io);
        }
        Bio bio = io.bio;
        if (bio == null) {
            bio = ioSubmitInit(io, inode, page, pblk);
        }
        bio.addPage(new UserPages.Page(-1, page), inode.blockSize());
        io.nextBlock = pblk + 1;
    }

    /** {@code io_submit_init_bio}: a bio with a reference to the io_end. */
    private Bio ioSubmitInit(IoSubmit io, Ext4Inode inode, long page, long pblk) {
        Bio bio = new Bio(kernel(), true, pblk << inode.blkbits() - SECTOR_BITS, this::endBio);
        bio.biPrivate().store(getIoEnd(io.ioEnd));
        io.bio = bio;
        io.fileOffset = page << inode.blkbits();
        return bio;
    }

    /** {@code ext4_io_submit}: the open bio, if there is one, goes to the device. */
    protected void ioSubmit(IoSubmit io) {
        Bio bio = io.bio;
        if (bio != null) {
            bdev.submitBio(bio, -1, -1, io.ioEnd.number(), io.fileOffset);
        }
        io.bio = null;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.directio.DirectIo;
import endio.event.Errno;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent;
import endio.event.InodeEvent;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Slab;
import endio.vfs.BlockDevice;
import endio.vfs.BlockTable;
import endio.vfs.BufferHead;
import endio.vfs.Inode;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OCFS2 of v4.6, "ocfs2: fix sparse file &amp; data ordering issue in direct io" and the series around it: holes,
 * unwritten blocks and the end of the file are written directly. A mapping that is more than a look-up makes a context
 * and asks for process context, where {@code end_io} marks extents as written and makes the size grow, under
 * {@code i_mutex} if the writer has returned. e63890f38ade: an unaligned asynchronous write is made synchronous, and
 * the mutex is gone.
 */
public class Ocfs2V4_6 extends Ocfs2V3_12 {
    private final Slab writeContexts;

    /** {@code struct ocfs2_dio_write_ctxt}: what {@code end_io} has to do. */
    protected static final class WriteContext {
        final ObjectId id;
        /** {@code dw_writer_pid}: who holds {@code i_mutex}. */
        final int writer;
        /** {@code dw_orphaned}: the inode is on the orphan list. */
        boolean orphaned;
        /** {@code dw_zero_list}: blocks to be marked as written. */
        final List<Long> zeroList = new ArrayList<>();

        WriteContext(ObjectId id, int writer) {
            this.id = id;
            this.writer = writer;
        }
    }

    /** A mount of {@code bdev} over the direct-I/O core of its kernel. */
    public Ocfs2V4_6(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev) {
        super(kernel, sb, core, bdev);
        this.writeContexts = kernel.slab("ocfs2_dio_write_ctxt");
    }

    /** {@code ocfs2_file_write_iter}: whatever the file looks like. */
    @Override
    protected boolean canDoDirect(Ocfs2Inode ip, long pos, long count) {
        return true;
    }

    /** {@code ocfs2_file_write_iter}: takes {@code ki_complete} away, so that the write is waited for. */
    @Override
    protected void unalignedAio(Ocfs2Inode ip, Kiocb iocb) {
        iocb.waitFor();
    }

    @Override
    protected boolean ownsUnalignedAio() {
        return false;
    }

    /** {@code ocfs2_dio_get_block} for a write, {@code ocfs2_lock_get_block} for a read. */
    @Override
    protected int getBlock(Inode inode, int req, long iblock, BufferHead bh, boolean create) {
        Ocfs2Inode ip = (Ocfs2Inode) inode;
        long pos = iblock << ip.blkbits();
        if (!create) {
            extentMapGetBlocks(ip, iblock, bh);
            return 0;
        }
        if (pos + bh.bSize <= ip.iSize().load() && extentMapGetBlocks(ip, iblock, bh) == BlockTable.WRITTEN) {
            return 0;
        }
        WriteContext dwc = context(bh, req);
        if (dwc == null) {
            return -Errno.ENOMEM;
        }
        if (pos + bh.bSize > ip.iSize().load() && !dwc.orphaned) {
            addInodeToOrphan(ip);
            dwc.orphaned = true;
        }
        int handle = startTrans();
        ip.ipAllocSem.downWrite();
        long end = Math.min(iblock + (bh.bSize >> ip.blkbits()), ip.blocks.blocks());
        if (ip.blocks.state(iblock).load() == BlockTable.HOLE) {
            ip.blocks.allocate(iblock, FIRST_ALLOCATED + iblock);
        }
        long state = ip.blocks.state(iblock).load();
        bh.bSize = run(ip, iblock, end, state) << ip.blkbits();
        bh.bBlocknr = ip.blocks.startblock(iblock);
        bh.set(BufferHead.State.MAPPED);
        if (state == BlockTable.UNWRITTEN) {
            bh.set(BufferHead.State.UNWRITTEN);
            bh.set(BufferHead.State.NEW);
            for (long block = iblock; block < iblock + (bh.bSize >> ip.blkbits()); block++) {
                dwc.zeroList.add(block);
            }
        }
        ip.ipAllocSem.upWrite();
        commitTrans(handle);
        bh.set(BufferHead.State.DEFER_COMPLETION);
        return 0;
    }

    /** {@code ocfs2_dio_alloc_write_ctx}: one for each request. */
    private @Nullable WriteContext context(BufferHead bh, int req) {
        if (bh.bPrivate == null) {
            ObjectId id = writeContexts.alloc(req);
            bh.bPrivate = id == null ? null : new WriteContext(id, kernel().context().thread());
        }
        return (WriteContext) bh.bPrivate;
    }

    /** {@code ocfs2_dio_end_io}: what is due, then the locks; its error is not the request's. */
    @Override
    protected long dioEndIo(Ocfs2Inode ip, Kiocb iocb, long offset, long bytes, @Nullable Object priv, long ret,
            boolean async) {
        long answer = marked(ip, iocb, offset, bytes, priv);
        dropLocks(ip, iocb);
        return answer;
    }

    /** The first part of {@code ocfs2_dio_end_io}: what the context says is due. */
    protected final long marked(Ocfs2Inode ip, Kiocb iocb, long offset, long bytes, @Nullable Object priv) {
        int error = 0;
        if (priv != null) {
            WriteContext dwc = (WriteContext) priv;
            if (bytes > 0) {
                error = dioEndIoWrite(ip, iocb.req(), offset, bytes, dwc);
            }
            writeContexts.free(dwc.id);
        }
        return answer(error);
    }

    /** What {@code ocfs2_dio_end_io} returns: nothing yet. */
    protected long answer(int error) {
        return 0;
    }

    /** {@code ocfs2_dio_end_io_write}: in the writer's context it holds {@code i_mutex} already. */
    private int dioEndIoWrite(Ocfs2Inode ip, int req, long offset, long bytes, WriteContext dwc) {
        long end = offset + bytes;
        if (dwc.zeroList.isEmpty() && end <= ip.iSize().load() && !dwc.orphaned) {
            return 0;
        }
        boolean locked = dwc.writer != kernel().context().thread();
        if (locked) {
            ip.lock(-1);
        }
        if (dwc.orphaned) {
            kernel().say(new FileSystemEvent.OrphanDel(ip.ino()));
        }
        int handle = startTrans();
        ip.ipAllocSem.downWrite();
        int ret = dwc.zeroList.isEmpty() ? 0 : markExtentWritten(ip, req, offset, bytes, dwc);
        if (end > ip.iSize().load()) {
            ip.iSize().store(end);
            kernel().say(new InodeEvent.SetIsize(ip.ino(), end));
        }
        ip.ipAllocSem.upWrite();
        commitTrans(handle);
        if (locked) {
            ip.unlock(-1);
        }
        return ret;
    }

    /**
     * {@code ocfs2_mark_extent_written} for every block of the list. An extent that somebody has removed is taken for a
     * corrupt file system ({@code ocfs2_change_extent_flag}), which is read-only then.
     */
    private int markExtentWritten(Ocfs2Inode ip, int req, long offset, long bytes, WriteContext dwc) {
        int call = kernel().machine().number("conversion").number() + 1;
        kernel().say(new FileSystemEvent.ConvertBegin(call, req, ip.ino(), -1, offset, bytes, -1));
        int ret = kernel().faults().happens(kernel().machine(), "convert") ? -Errno.ENOSPC : 0;
        List<BlockRun> converted = new ArrayList<>();
        for (long block : dwc.zeroList) {
            if (ret == 0 && ip.blocks.state(block).load() == BlockTable.HOLE) {
                kernel().say(new LogEvent.Log("extent can no longer be found"));
                ret = -Errno.EROFS;
            }
            if (ret == 0) {
                ip.blocks.state(block).store(BlockTable.WRITTEN);
                converted.add(new BlockRun(block, 1));
            }
        }
        kernel().say(new FileSystemEvent.ConvertEnd(call, req, ip.ino(), -1, offset, bytes, -1, ret,
                List.copyOf(converted)));
        return ret;
    }
}

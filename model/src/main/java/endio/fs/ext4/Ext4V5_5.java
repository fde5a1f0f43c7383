// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.Errno;
import endio.iomap.Iomap;
import endio.iomap.IomapDio;
import endio.iomap.IomapDioOps;
import endio.iomap.IomapDirectIo;
import endio.iomap.IomapOps;
import endio.iomap.IovIter;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ext4 of v5.5 to v6.6: 378f32bab371 and what belongs to it bring direct I/O to the iomap engine. A request needs no
 * io_end; {@code end_io} converts in its context, and its error is the request's. Overwrites share the inode's lock;
 * extending writes are always waited for. The sizes grow when the engine has returned, and so after the sync of an
 * O_SYNC write.
 */
public class Ext4V5_5 extends Ext4V5_3 {
    private final IomapDirectIo engine;
    private final UserPages userPages;

    /**
     * As {@link Ext4V3_11#Ext4V3_11(Kernel, SuperBlock, DirectIo, BlockDevice, Ext4Options, Journal)}, over {@code
     * engine}.
     */
    public Ext4V5_5(Kernel kernel, SuperBlock sb, IomapDirectIo engine, BlockDevice bdev, Ext4Options options,
            Journal journal, UserPages userPages) {
        super(kernel, sb, new NoCore(), bdev, options, journal);
        this.engine = engine;
        this.userPages = userPages;
    }

    /** A mount of {@code bdev} whose journal, and whose user memory, fail when the kernel's faults say so. */
    public Ext4V5_5(Kernel kernel, SuperBlock sb, IomapDirectIo engine, BlockDevice bdev, Ext4Options options) {
        this(kernel, sb, engine, bdev, options, new Journal(kernel), UserPages.of(kernel));
    }

    /** {@code ext4_dio_read_iter}: shares the lock, which keeps truncation out. */
    @Override
    public long directIo(boolean write, Kiocb iocb, Inode vfsInode, List<IoVec> iov, long offset) {
        RwsemInode inode = (RwsemInode) vfsInode;
        IovIter to = new IovIter(kernel(), userPages, iocb.req(), false, iov);
        inode.lockShared(iocb.req());
        long ret = iomapDioRw(iocb, inode, to, new IomapOps(this::iomapBegin, this::iomapEnd), null, Set.of());
        inode.unlockShared(iocb.req());
        return ret;
    }

    /**
     * How a write holds the inode's lock, and what it waits for ({@code ext4_dio_write_checks}).
     *
     * @param shared others may hold the lock, too
     * @param extend the size will have to grow
     * @param drain nothing else may be in flight when it begins
     * @param forceWait it keeps the lock until it is complete
     * @param overwrite all blocks are written already, so that they need only be looked up
     */
    public record WriteLock(boolean shared, boolean extend, boolean drain, boolean forceWait, boolean overwrite) {}

    /** {@code ext4_dio_write_iter}; whether it overwrites it finds out by itself. */
    @Override
    protected long fileDioWrite(Kiocb iocb, Ext4Inode ext4Inode, List<IoVec> iov, long offset, boolean overwrite) {
        RwsemInode inode = (RwsemInode) ext4Inode;
        WriteLock lock = lockForWrite(inode, iocb.req(), offset, length(iov));
        long ret = writeLocked(iocb, inode, iov, offset, lock);
        if (lock.shared) {
            inode.unlockShared(iocb.req());
        } else {
            inode.unlock(iocb.req());
        }
        return ret;
    }

    /** The beginning of {@code ext4_dio_write_iter}: only an aligned overwrite inside the file shares the lock. */
    protected WriteLock lockForWrite(RwsemInode inode, int req, long offset, long count) {
        boolean unaligned = unalignedIo(inode, offset, count);
        if (!unaligned && offset + count <= inode.iSize().load()) {
            inode.lockShared(req);
            if (!extendingIo(inode, offset + count) && overwriteIo(inode, req, offset, count)) {
                return new WriteLock(true, false, false, false, true);
            }
            inode.unlockShared(req);
        }
        inode.lock(req);
        boolean extend = extendingIo(inode, offset + count);
        return new WriteLock(false, extend, unaligned, unaligned || extend, false);
    }

    /** {@code ext4_unaligned_io}: a block is written in part, by whatever kind of request. */
    protected final boolean unalignedIo(Inode inode, long offset, long count) {
        return ((offset | count) & (inode.blockSize() - 1)) != 0;
    }

    /** {@code ext4_extending_io}: the size, in core or on disk, will have to grow. */
    protected final boolean extendingIo(Ext4Inode inode, long end) {
        return end > inode.iSize().load() || end > inode.iDisksize.load();
    }

    /** {@code ext4_overwrite_io}: all blocks are written already. */
    protected boolean overwriteIo(Ext4Inode inode, int req, long offset, long count) {
        MapBlocks map = blocksOf(inode, offset, count);
        int want = map.len;
        return mapBlocks(inode, map, 0, req) == want && map.mapped;
    }

    /** The blocks of a range, to be mapped. */
    protected static MapBlocks blocksOf(Inode inode, long offset, long count) {
        long first = offset >> inode.blkbits();
        return new MapBlocks(first, (int) (((offset + count + inode.blockSize() - 1) >> inode.blkbits()) - first));
    }

    /** The middle of {@code ext4_dio_write_iter}, under the lock: the orphan list, the engine, the sizes. */
    private long writeLocked(Kiocb iocb, RwsemInode inode, List<IoVec> iov, long offset, WriteLock lock) {
        if (lock.drain) {
            inode.dioWait();
        }
        int err = lock.extend ? orphanAdd(inode) : 0;
        if (err != 0) {
            return err;
        }
        IovIter from = new IovIter(kernel(), userPages, iocb.req(), true, iov);
        IomapOps ops = new IomapOps(lock.overwrite ? this::iomapOverwriteBegin : this::iomapBegin, this::iomapEnd);
        IomapDioOps dops = new IomapDioOps((io, size, error, flags) ->
                dioWriteEndIo(inode, io, size, error, flags), null);
        long ret = iomapDioRw(iocb, inode, from, ops, dops,
                lock.forceWait ? Set.of(IomapDirectIo.Flag.FORCE_WAIT) : Set.of());
        if (ret == -Errno.ENOTBLK) {
            ret = 0;
        }
        // What is left goes through the page cache, which is not modelled: the count tells what direct I/O did.
        return lock.extend ? extended(inode, offset, ret, length(iov)) : ret;
    }

    /** {@code ext4_handle_inode_extension}, after the engine has returned, and so after it has synced. */
    protected long extended(RwsemInode inode, long offset, long ret, long count) {
        if (ret < 0) {
            truncateFailedWrite(inode);
        }
        return orphanDel(inode, offset, ret);
    }

    private long iomapDioRw(Kiocb iocb, Ext4Inode inode, IovIter iter, IomapOps ops, @Nullable IomapDioOps dops,
            Set<IomapDirectIo.Flag> flags) {
        return engine.iomapDioRw(iocb, inode, bdev(), iter, ops, dops, flags, 0);
    }

    /** {@code ext4_iomap_begin}: looks first, and starts a handle only if blocks are missing or unwritten. */
    protected int iomapBegin(Inode vfsInode, int req, long pos, long length, Set<IomapOps.Flag> flags, Iomap iomap) {
        Ext4Inode inode = (Ext4Inode) vfsInode;
        boolean write = flags.contains(IomapOps.Flag.WRITE);
        MapBlocks map = blocksOf(inode, pos, length);
        map.reading = !write;
        int ret = 0;
        boolean found = false;
        if (!write || pos + length <= inode.iSize().load()) {
            int want = map.len;
            ret = mapBlocks(inode, map, 0, req);
            found = !write || map.mapped;
            map.len = ret > 0 ? map.len : want;
        }
        if (!found && ret >= 0) {
            map = blocksOf(inode, pos, length);
            ret = iomapAlloc(inode, map, req);
        }
        if (ret >= 0) {
            setIomap(inode, map, iomap);
        }
        kernel().say(iomap.asBlocks(req, inode, pos, length, write, Math.min(ret, 0)));
        return Math.min(ret, 0);
    }

    /** {@code ext4_iomap_overwrite_begin}: nothing has to be allocated. */
    protected int iomapOverwriteBegin(Inode inode, int req, long pos, long length, Set<IomapOps.Flag> flags,
            Iomap iomap) {
        MapBlocks map = blocksOf(inode, pos, length);
        int want = map.len;
        int ret = mapBlocks((Ext4Inode) inode, map, 0, req);
        map.len = ret > 0 ? map.len : want;
        if (ret >= 0) {
            setIomap(inode, map, iomap);
            kernel().warnOn(iomap.type != Iomap.Type.MAPPED, "overwrite met a block that is not written");
        }
        kernel().say(iomap.asBlocks(req, inode, pos, length, true, Math.min(ret, 0)));
        return Math.min(ret, 0);
    }

    /** {@code ext4_iomap_alloc}: inside the file blocks stay unwritten until the data is there. */
    private int iomapAlloc(Ext4Inode inode, MapBlocks map, int req) {
        Handle handle = journal().start(false);
        if (handle.isErr()) {
            return handle.error();
        }
        boolean beyond = map.lblk << inode.blkbits() >= inode.iSize().load();
        int ret = mapBlocks(inode, map, beyond ? MapBlocks.CREATE : MapBlocks.IO_CREATE_EXT, req);
        journal().stop(handle);
        return ret;
    }

    /** {@code ext4_ext_map_blocks}: no bit of the inode is set, the flags of the mapping say it. */
    @Override
    protected int extMapBlocks(Ext4Inode inode, MapBlocks map, int flags, int req) {
        return extAllocate(inode, map, flags);
    }

    /** {@code ext4_set_iomap}. */
    private static void setIomap(Inode inode, MapBlocks map, Iomap iomap) {
        iomap.type = switch (map.state) {
            case HOLE -> Iomap.Type.HOLE;
            case UNWRITTEN -> Iomap.Type.UNWRITTEN;
            case WRITTEN -> Iomap.Type.MAPPED;
        };
        iomap.offset = map.lblk << inode.blkbits();
        iomap.length = (long) map.len << inode.blkbits();
        iomap.addr = map.state == BlockState.HOLE ? -1 : map.pblk << inode.blkbits();
        if (map.fresh && map.state == BlockState.WRITTEN) {
            iomap.flags.add(Iomap.Flag.NEW);
        }
    }

    /** {@code ext4_iomap_end}: if nothing could be written, the page cache may do better. */
    protected int iomapEnd(Inode inode, int req, long pos, long length, long written, Set<IomapOps.Flag> flags,
            Iomap iomap) {
        return written == 0 ? -Errno.ENOTBLK : 0;
    }

    /** {@code ext4_dio_write_end_io}: the error of a conversion is the request's. */
    protected int dioWriteEndIo(Ext4Inode inode, Kiocb iocb, long size, int error, long flags) {
        if (error != 0) {
            return error;
        }
        boolean unwritten = size != 0 && (flags & IomapDio.UNWRITTEN) != 0;
        return unwritten ? convertUnwrittenExtents(null, inode, iocb.kiPos().load(), size, iocb.req(), null) : 0;
    }
}

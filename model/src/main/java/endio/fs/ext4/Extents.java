// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.FileSystemEvent;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.InodeEvent;
import endio.event.IoEndEvent;
import endio.kernel.Kernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mapping and conversion of extents (fs/ext4/extents.c, {@code ext4_map_blocks} of fs/ext4/inode.c), and the inode's
 * pointer to the current io_end that they go by. As of the parent of 7b7a8665edd8.
 */
public abstract class Extents {
    private final Kernel kernel;
    private final Ext4Options options;
    private final Journal journal;

    /** A mount. */
    protected Extents(Kernel kernel, Ext4Options options, Journal journal) {
        this.kernel = kernel;
        this.options = options;
        this.journal = journal;
    }

    /** The kernel it runs in. */
    public final Kernel kernel() {
        return kernel;
    }

    /** How it is mounted. */
    public final Ext4Options options() {
        return options;
    }

    /** Its journal; without one, starting and stopping handles does nothing on a device. */
    public final Journal journal() {
        return journal;
    }

    /**
     * {@code ext4_inode_aio} (fs/ext4/ext4.h): a plain load of the pointer to the current io_end.
     *
     * @param req who asks, -1 writeback
     */
    protected @Nullable IoEnd inodeAio(Ext4Inode inode, int req) {
        IoEnd ioEnd = inode.iPrivate.load();
        kernel.say(new IoEndEvent.AioGet(req, IoEnd.number(ioEnd)));
        return ioEnd;
    }

    /** {@code ext4_inode_aio_set} (fs/ext4/ext4.h): a plain store. */
    protected void inodeAioSet(Ext4Inode inode, int req, @Nullable IoEnd ioEnd) {
        inode.iPrivate.store(ioEnd);
        kernel.say(new IoEndEvent.AioSet(req, IoEnd.number(ioEnd)));
    }

    /** {@code ext4_set_io_unwritten_flag} (fs/ext4/ext4.h): a plain flag, and the inode's counter when it was clear. */
    public void setIoUnwrittenFlag(Ext4Inode inode, IoEnd ioEnd, int req) {
        long flag = ioEnd.flag.load();
        boolean was = (flag & IoEnd.UNWRITTEN) != 0;
        if (!was) {
            ioEnd.flag.store(flag | IoEnd.UNWRITTEN);
        }
        kernel.say(new IoEndEvent.SetUnwritten(req, ioEnd.number(), was));
        if (!was) {
            kernel.say(new IoEndEvent.IUnwritten(inode.ino(), inode.iUnwritten.inc()));
        }
    }

    /**
     * {@code ext4_map_blocks} (fs/ext4/inode.c): looks up under {@code i_data_sem} shared; what a write cannot use as it is,
     * is done under {@code i_data_sem} exclusive.
     *
     * @param flags {@link MapBlocks#CREATE} and its kin
     * @param req who asks, -1 nobody or writeback
     * @return blocks mapped, 0 a hole, or a negative errno
     */
    protected int mapBlocks(Ext4Inode inode, MapBlocks map, int flags, int req) {
        BlockMap blocks = inode.blocks();
        int error = flags == 0 ? 0 : blocks.mapError(map.lblk);
        if (error != 0) {
            kernel.say(new FileSystemEvent.Map(req, map.lblk, map.len, flags, error, ""));
            return error;
        }
        int ret = lookup(inode, map, flags);
        if ((flags & MapBlocks.CREATE) == 0 || map.mapped) {
            sayMap(map, flags, req, ret);
            return ret;
        }
        blocks.downWrite();
        ret = extMapBlocks(inode, map, flags, req);
        sayMap(map, flags, req, ret);
        blocks.upWrite();
        return ret;
    }

    private int lookup(Ext4Inode inode, MapBlocks map, int flags) {
        BlockMap blocks = inode.blocks();
        boolean lock = (flags & MapBlocks.NO_LOCK) == 0 && blocks.lookupLocks();
        if (lock) {
            blocks.downRead();
        }
        int ret = blocks.lookup(map);
        if (ret == 0 && (flags & MapBlocks.CREATE) == 0) {
            holeFound(blocks, map);
        }
        for (int i = 0; map.reading && i < Math.max(1, ret); i++) {
            kernel.say(new InodeEvent.ReadSaw(inode.ino(), map.lblk + i,
                    map.mapped ? "written" : map.state.text()));
        }
        if (lock) {
            blocks.upRead();
        }
        return ret;
    }

    /** A look-up found a hole. Before v4.6 nobody is told how far it reaches. */
    protected void holeFound(BlockMap blocks, MapBlocks map) {}

    private void sayMap(MapBlocks map, int flags, int req, int ret) {
        kernel.say(new FileSystemEvent.Map(req, map.lblk, map.len, flags, ret, map.state.text()));
    }

    /**
     * {@code ext4_ext_map_blocks} with {@code ext4_ext_handle_uninitialized_extents} (fs/ext4/extents.c): allocates, or makes
     * do with unwritten blocks. Before an I/O ({@link MapBlocks#PRE_IO}) blocks stay unwritten, and the io_end that the
     * inode points to is told; if it points to none, a bit of the inode is set. The caller holds {@code i_data_sem}
     * exclusively.
     */
    protected int extMapBlocks(Ext4Inode inode, MapBlocks map, int flags, int req) {
        IoEnd io = inodeAio(inode, req);
        int ret = extAllocate(inode, map, flags);
        if ((flags & MapBlocks.PRE_IO) != 0 && map.unwritten()) {
            if (io != null) {
                setIoUnwrittenFlag(inode, io, req);
            } else {
                setDioUnwrittenBit(inode, req);
            }
        }
        return ret;
    }

    /** The part of {@code ext4_ext_map_blocks} that is about blocks alone. */
    protected final int extAllocate(Ext4Inode inode, MapBlocks map, int flags) {
        BlockMap blocks = inode.blocks();
        blocks.lookup(map);
        if (map.mapped) {
            return map.len;
        }
        boolean preIo = (flags & MapBlocks.PRE_IO) != 0;
        if (map.state == BlockState.HOLE) {
            blocks.allocate(map, preIo ? BlockState.UNWRITTEN : BlockState.WRITTEN);
        } else if (!preIo) {
            blocks.initialize(map);
        }
        map.mapped = true;
        map.fresh = true;
        return map.len;
    }

    /** {@code ext4_set_inode_state(inode, EXT4_STATE_DIO_UNWRITTEN)}. */
    protected final void setDioUnwrittenBit(Ext4Inode inode, int req) {
        inode.iStateFlags.set(Ext4Inode.STATE_DIO_UNWRITTEN);
        kernel.say(new IoEndEvent.DioUnwrittenBit(req, 1));
    }

    /**
     * {@code ext4_convert_unwritten_extents} (fs/ext4/extents.c): the blocks around the range are written ones from then on.
     * Starts a handle, so it may sleep. The kernel does it in pieces, a handle for each; here it is one.
     *
     * @param handle a reserved handle, or null
     * @param offset first byte
     * @param len bytes
     * @param req whose range it is, -1 nobody's
     * @param ioEnd who asked, or null
     * @return 0 or a negative errno
     */
    protected int convertUnwrittenExtents(@Nullable Handle handle, Ext4Inode inode, long offset, long len, int req,
            @Nullable IoEnd ioEnd) {
        int call = kernel.machine().number("conversion").number() + 1;
        int io = IoEnd.number(ioEnd);
        int rsv = handle == null ? -1 : handle.number();
        kernel.say(new FileSystemEvent.ConvertBegin(call, req, inode.ino(), io, offset, len, rsv));
        kernel.mightSleep("unwritten extent conversion");
        BlockMap blocks = inode.blocks();
        int ret = blocks.convertError(call);
        long first = offset >> inode.blkbits();
        long end = offset + len + inode.blockSize() - 1 >> inode.blkbits();
        if (first == end) {
            kernel.say(new FileSystemEvent.ConvertEnd(call, req, inode.ino(), io, offset, len, rsv, ret, List.of()));
            return ret;
        }
        blocks.downWrite();
        List<BlockRun> converted = ret == 0 ? blocks.convert(first, end) : List.of();
        kernel.say(new FileSystemEvent.ConvertEnd(call, req, inode.ino(), io, offset, len, rsv, ret, converted));
        blocks.upWrite();
        return ret;
    }
}

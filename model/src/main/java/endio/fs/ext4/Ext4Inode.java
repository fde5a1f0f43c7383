// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.kernel.Atomic;
import endio.kernel.Flags;
import endio.kernel.Kernel;
import endio.kernel.ListHead;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.kernel.SpinLock;
import endio.kernel.WaitQueue;
import endio.kernel.Work;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.function.Function;

/** {@code struct ext4_inode_info} (fs/ext4/ext4.h) with the inode in it. */
public class Ext4Inode extends Inode {
    /** {@code EXT4_STATE_DIO_UNWRITTEN}: a direct write met unwritten blocks. */
    public static final long STATE_DIO_UNWRITTEN = 0x1;
    /** {@code EXT4_STATE_DIOREAD_LOCK}: direct reads must take {@code i_mutex}. */
    public static final long STATE_DIOREAD_LOCK = 0x2;

    /** {@code i_completed_io_lock}: guards both lists. */
    public final SpinLock iCompletedIoLock;
    /** {@code i_rsv_conversion_list}: io_ends with a reserved handle whose conversion is due. */
    public final ListHead<IoEnd> iRsvConversionList;
    /** {@code i_rsv_conversion_work}: converts them. */
    public final Work iRsvConversionWork;
    /** {@code i_unrsv_conversion_list}: those without one, until v3.11. */
    public final ListHead<IoEnd> iUnrsvConversionList;
    /** {@code i_unrsv_conversion_work}: converts them, until v3.11. */
    public final Work iUnrsvConversionWork;
    final Atomic iIoendCount;
    final Atomic iUnwritten;
    final Flags iStateFlags;
    /** The current io_end, kept in {@code i_private}; {@code i_mutex} is meant to protect it. Until v4.5. */
    final Pointer<IoEnd> iPrivate;
    final Plain iDisksize;
    /** {@code ext4_ioend_wq(inode)}. */
    final WaitQueue ioendWq;
    /** {@code ext4_aio_mutex(inode)}, hashed by its address: another inode may have the same one. Until v4.6. */
    final Mutex aioMutex;
    private final BlockMap blocks;

    /**
     * @param blkbits log2 of the block size; a page has this size, too
     * @param size in bytes, in core and on disk
     * @param cachedPages pages of it in the page cache
     * @param extents what it consists of
     */
    public Ext4Inode(Kernel kernel, SuperBlock sb, int blkbits, long size, long cachedPages, List<Extent> extents) {
        this(kernel, sb, blkbits, size, cachedPages, inode -> new BlockMap(kernel, inode.id(), extents));
    }

    /**
     * An inode with a block map of its maker's own.
     *
     * @param blocks makes it, knowing the inode's identity
     */
    public Ext4Inode(Kernel kernel, SuperBlock sb, int blkbits, long size, long cachedPages,
            Function<Inode, BlockMap> blocks) {
        super(kernel, sb, blkbits, size, cachedPages);
        this.iCompletedIoLock = kernel.spinLock(id(), "i_completed_io_lock");
        this.iRsvConversionList = kernel.list(id(), "i_rsv_conversion_list");
        this.iRsvConversionWork = new Work(kernel, id(), "i_rsv_conversion_work", -1);
        this.iUnrsvConversionList = kernel.list(id(), "i_unrsv_conversion_list");
        this.iUnrsvConversionWork = new Work(kernel, id(), "i_unrsv_conversion_work", -1);
        this.iIoendCount = kernel.atomic(id(), "i_ioend_count", 0);
        this.iUnwritten = kernel.atomic(id(), "i_unwritten", 0);
        this.iStateFlags = kernel.flags(id(), "i_state_flags");
        this.iPrivate = kernel.pointer(id(), "i_private", null);
        this.iDisksize = kernel.plain(id(), "i_disksize", size);
        this.ioendWq = kernel.waitQueue(id(), "ext4_ioend_wq");
        this.aioMutex = kernel.mutex(id(), "ext4_aio_mutex");
        this.blocks = blocks.apply(this);
        mapping();
    }

    /** Its extents and {@code i_data_sem}. */
    public final BlockMap blocks() {
        return blocks;
    }

    /** {@code i_ioend_count}. */
    public final Atomic ioendCount() {
        return iIoendCount;
    }

    /** {@code i_unwritten}. */
    public final Atomic unwritten() {
        return iUnwritten;
    }

    /** {@code i_state_flags}. */
    public final Flags stateFlags() {
        return iStateFlags;
    }

    /** {@code i_private}. */
    public final Pointer<IoEnd> currentIoEnd() {
        return iPrivate;
    }

    /** {@code i_disksize}. */
    public final Plain disksize() {
        return iDisksize;
    }
}

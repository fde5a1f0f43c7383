// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.vfs.Bio;
import endio.vfs.Kiocb;
import org.jspecify.annotations.Nullable;

/** {@code ext4_io_end_t} (fs/ext4/ext4.h): what is due when an I/O is done. Its fields are cells of a slab object. */
public final class IoEnd {
    /** {@code EXT4_IO_END_UNWRITTEN}: blocks are to be converted. */
    public static final long UNWRITTEN = 0x1;
    /** {@code EXT4_IO_END_DIRECT}: its release does {@code inode_dio_done} (until v3.11). */
    public static final long DIRECT = 0x2;

    private final ObjectId id;
    private final int req;
    private final Ext4Inode inode;
    /** {@code flag}: plain, though several may set it. */
    public final Plain flag;
    /** {@code count}: references. */
    public final Atomic count;
    /** {@code offset}: first byte of the range to convert. */
    public final Plain offset;
    /** {@code size}: its length in bytes. */
    public final Plain size;
    /** {@code handle}: reserved for the conversion, or null. */
    public final Pointer<Handle> handle;
    /** Ended bios of writeback, each pointing to the next by {@code bi_private}. */
    public final Pointer<Bio> bio;
    /** Until v3.11. */
    public final Pointer<Kiocb> iocb;
    /** Until v3.11. */
    public final Plain result;

    IoEnd(Kernel kernel, ObjectId id, int req, Ext4Inode inode) {
        this.id = id;
        this.req = req;
        this.inode = inode;
        this.flag = kernel.plain(id, "flag", 0);
        this.count = kernel.atomic(id, "count", 0);
        this.offset = kernel.plain(id, "offset", 0);
        this.size = kernel.plain(id, "size", 0);
        this.handle = kernel.pointer(id, "handle", null);
        this.bio = kernel.pointer(id, "bio", null);
        this.iocb = kernel.pointer(id, "iocb", null);
        this.result = kernel.plain(id, "result", 0);
    }

    /** Its identity. */
    public ObjectId id() {
        return id;
    }

    /** Its number in events. */
    public int number() {
        return id.number();
    }

    /** The number of {@code ioEnd} in events, -1 for null. */
    public static int number(@Nullable IoEnd ioEnd) {
        return ioEnd == null ? -1 : ioEnd.number();
    }

    /** The request that it was made for, -1 for writeback. */
    public int req() {
        return req;
    }

    /** {@code inode}: set before anybody else sees the io_end. */
    public Ext4Inode inode() {
        return inode;
    }
}

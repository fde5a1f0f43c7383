// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.MappingEvent;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * {@code struct iomap} (include/linux/iomap.h): where a range of a file lies on the device. It lives on the submitter's
 * stack, so its fields are not cells.
 */
public final class Iomap {

    /** {@code iomap->type}. */
    public enum Type {
        /** {@code IOMAP_HOLE}: no blocks. */
        HOLE,
        /** {@code IOMAP_DELALLOC}: blocks are promised, none is chosen. */
        DELALLOC,
        /** {@code IOMAP_MAPPED}: blocks. */
        MAPPED,
        /** {@code IOMAP_UNWRITTEN}: blocks that read as zeros. */
        UNWRITTEN,
        /** {@code IOMAP_INLINE}: the data lies in the inode. */
        INLINE;

        /** As events name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code iomap->flags}. */
    public enum Flag {
        /** {@code IOMAP_F_NEW}: the blocks were allocated just now. */
        NEW,
        /** {@code IOMAP_F_DIRTY}: metadata that is needed to read them is not on disk. */
        DIRTY,
        /** {@code IOMAP_F_SHARED}: another file has them, too; a write goes elsewhere. */
        SHARED,
        /** {@code IOMAP_F_ATOMIC_BIO}: a write of all of it may be one bio that is not torn. */
        ATOMIC_BIO
    }

    /** {@code type}. */
    public Type type = Type.HOLE;
    /** {@code flags}. */
    public final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    /** {@code addr}: first byte on the device, -1: {@code IOMAP_NULL_ADDR}. */
    public long addr = -1;
    /** {@code offset}: first byte in the file. */
    public long offset;
    /** {@code length} in bytes; 0: no mapping. */
    public long length;
    /** {@code bdev}. */
    public final BlockDevice bdev;

    Iomap(BlockDevice bdev) {
        this.bdev = bdev;
    }

    /** {@code iomap_sector}: the sector of 512 bytes where the byte at {@code pos} of the file lies. */
    public long sector(long pos) {
        return (addr + pos - offset) >> 9;
    }

    /**
     * This answer in the words of a mapping call that counts in blocks, for whoever asks what a request met.
     *
     * @param pos first byte asked for
     * @param bytes length asked for
     * @param write whether it was asked on behalf of a write
     */
    public MappingEvent.GetBlock asBlocks(int req, Inode inode, long pos, long bytes, boolean write, int ret) {
        long lblk = pos >> inode.blkbits();
        long want = ((pos + bytes + inode.blockSize() - 1) >> inode.blkbits()) - lblk;
        if (ret != 0) {
            return new MappingEvent.GetBlock(req, lblk, want, write, ret, 0, false, false, false, false, false, -1);
        }
        long len = (Math.min(pos + bytes, offset + length) + inode.blockSize() - 1 >> inode.blkbits()) - lblk;
        boolean mapped = type == Type.MAPPED || type == Type.UNWRITTEN && write;
        long pblk = addr < 0 ? -1 : addr + ((lblk << inode.blkbits()) - offset) >> inode.blkbits();
        return new MappingEvent.GetBlock(req, lblk, want, write, 0, len, mapped, flags.contains(Flag.NEW),
                type == Type.UNWRITTEN, false, false, pblk);
    }

    /** {@code memset(iomap, 0)}. */
    void clear() {
        type = Type.HOLE;
        flags.clear();
        addr = -1;
        offset = 0;
        length = 0;
    }
}

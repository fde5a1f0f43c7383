// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.vfs.Inode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct iomap_ops}: how a file system maps.
 *
 * @param begin {@code iomap_begin}
 * @param end {@code iomap_end}, or null
 */
public record IomapOps(Begin begin, @Nullable End end) {

    /** What a mapping is asked for. */
    public enum Flag {
        /** {@code IOMAP_WRITE}. */
        WRITE,
        /** {@code IOMAP_DIRECT}. */
        DIRECT,
        /** {@code IOMAP_NOWAIT}: {@code -EAGAIN} rather than waiting. */
        NOWAIT,
        /** {@code IOMAP_OVERWRITE_ONLY}: {@code -EAGAIN} unless all is written already. */
        OVERWRITE_ONLY,
        /** {@code IOMAP_ATOMIC}: the write must not be torn. */
        ATOMIC
    }

    /** {@code iomap_begin}. */
    @FunctionalInterface
    public interface Begin {
        /**
         * @param req the request that asks
         * @param pos first byte in the file
         * @param length bytes wanted
         * @param iomap the answer: a mapping of at least one byte from {@code pos} on
         * @return 0 or a negative errno; {@code -ENOTBLK}: the caller has to go through the page cache
         */
        int iomapBegin(Inode inode, int req, long pos, long length, Set<Flag> flags, Iomap iomap);
    }

    /** {@code iomap_end}. */
    @FunctionalInterface
    public interface End {
        /**
         * @param written bytes of the mapping that were used
         * @return 0 or a negative errno, which counts only if nothing was used
         */
        int iomapEnd(Inode inode, int req, long pos, long length, long written, Set<Flag> flags, Iomap iomap);
    }
}

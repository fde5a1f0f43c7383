// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Journal;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.function.BiFunction;

/**
 * A version of ext4 and of the core under it that golden lists exist for.
 *
 * @param kernel what the lists call it
 * @param core makes the core; a variant of the protocol in the place of a version must not pass
 * @param ext4 makes the file system
 * @param told what the lists tell of {@code end_io} beside its range
 */
public record Ext4Version(String kernel, BiFunction<Kernel, UserPages, DirectIo> core, Mount ext4, Told told) {

    /** What the lists tell of {@code end_io}. */
    public enum Told {
        /** The result so far and whether it has to complete, as given to it before v3.12. */
        RESULT,
        /** Nothing more. */
        RANGE,
        /** The io_end that the mapping left in {@code b_private}, since v4.6. */
        IO_END
    }

    /** A constructor of a file system. */
    @FunctionalInterface
    public interface Mount {
        /** Mounts it. */
        Ext4V3_11 mount(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal);
    }
}

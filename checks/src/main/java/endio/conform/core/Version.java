// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import endio.directio.DirectIo;
import endio.kernel.Kernel;
import endio.vfs.UserPages;
import java.util.function.BiFunction;

/**
 * A version of the core that golden lists exist for.
 *
 * @param kernel what the lists call it
 * @param core makes it; a variant of the protocol in the place of a version must not pass
 * @param surroundings how the scripted file system of that time behaves
 */
public record Version(String kernel, BiFunction<Kernel, UserPages, DirectIo> core, Surroundings surroundings) {

    /** What the file system knew of the core, in the order of time. */
    public enum Surroundings {
        /** {@code end_io} drops the inode's count and completes the kiocb. */
        COMPLETES,
        /** {@code end_io} is told the bytes put under I/O and returns nothing. */
        IS_TOLD,
        /** {@code end_io} is told the result and may replace it. */
        ANSWERS
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.vfs.Bio;
import endio.vfs.Kiocb;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct iomap_dio_ops}: what a file system does for a direct request besides mapping.
 *
 * @param endIo {@code end_io}, or null
 * @param submitIo {@code submit_io}, or null; from v5.5 on
 */
public record IomapDioOps(@Nullable EndIo endIo, @Nullable SubmitIo submitIo) {

    /** {@code end_io}. */
    @FunctionalInterface
    public interface EndIo {
        /**
         * Called once, when all bios have ended, by whoever completes the request.
         *
         * @param size bytes that were transferred; 0 before v5.4 if there was an error
         * @param error 0 or the first error
         * @param flags {@link IomapDio#UNWRITTEN} and {@link IomapDio#COW} of the mappings that were written
         * @return 0, or a negative errno that becomes the result
         */
        int endIo(Kiocb iocb, long size, int error, long flags);
    }

    /** {@code submit_io}. */
    @FunctionalInterface
    public interface SubmitIo {
        /**
         * Submits {@code bio}; its {@code bi_end_io} is the engine's.
         *
         * @param dio whose bio it is
         * @param off first byte in the file
         */
        void submitIo(IomapIter iter, IomapDio dio, Bio bio, long off);
    }
}

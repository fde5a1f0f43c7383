// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import org.jspecify.annotations.Nullable;

/** {@code dio_iodone_t}: the file system's callback at the end of a direct request. */
@FunctionalInterface
public interface DioIodone {
    /**
     * @param offset first byte in the file
     * @param bytes bytes put under I/O; from v4.6 on the result
     * @param priv {@code b_private} as a mapping left it
     * @param ret the result so far; before v3.12 only
     * @param async whether the callback has to complete the kiocb; before v3.12 only
     * @return replaces the result if not 0; from v4.6 on only
     */
    long endIo(Kiocb iocb, long offset, long bytes, @Nullable Object priv, long ret, boolean async);
}

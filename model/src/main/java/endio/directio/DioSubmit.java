// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.vfs.Bio;
import endio.vfs.Inode;

/** {@code dio_submit_t}: the file system submits a bio of the core itself. */
@FunctionalInterface
public interface DioSubmit {
    /**
     * @param write whether the bio writes
     * @param fileOffset its offset in the file, in bytes
     */
    void submitIo(boolean write, Bio bio, Inode inode, long fileOffset);
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import java.util.List;

/** What a file system does for a direct request: {@code a_ops->direct_IO} and its surroundings. */
public interface FileSystem {

    /**
     * {@code a_ops->direct_IO}.
     *
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    long directIo(boolean write, Kiocb iocb, Inode inode, List<IoVec> iov, long offset);
}

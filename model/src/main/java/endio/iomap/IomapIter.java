// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.vfs.Inode;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code struct iomap_iter} (include/linux/iomap.h), and the other locals of {@code iomap_dio_rw}: all that is on the
 * submitter's stack while a request is mapped. Before v5.15 these were locals one by one.
 */
public final class IomapIter {
    /** {@code inode}. */
    public final Inode inode;
    /** {@code flags}. */
    public final Set<IomapOps.Flag> flags = EnumSet.of(IomapOps.Flag.DIRECT);
    /** {@code iomap}. */
    public final Iomap iomap;
    /** {@code pos}: where the request has got to in the file. */
    public long pos;
    /** {@code len}: bytes that are left. */
    public long len;
    /** {@code processed}: bytes of the mapping that were used, or a negative errno; before v6.15. */
    public long processed;
    /** {@code status}: 0 or a negative errno; from v6.15 on. */
    public int status;
    /** {@code iter_start_pos}: where the mapping began; from v6.14 on. */
    public long iterStartPos;
    /** {@code wait_for_completion}: the request is waited for; from v5.0 on. */
    public boolean waitForCompletion;

    IomapIter(Inode inode, Iomap iomap, long pos, long len) {
        this.inode = inode;
        this.iomap = iomap;
        this.pos = pos;
        this.len = len;
    }

    /** {@code iomap_length}: bytes of the mapping from {@link #pos} on, at most those that are left. */
    public long length() {
        return Math.min(len, iomap.offset + iomap.length - pos);
    }
}

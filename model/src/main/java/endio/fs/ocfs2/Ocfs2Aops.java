// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.WriteCachePages;

/**
 * Writeback of OCFS2 (fs/ocfs2/aops.c of v3.11): {@code write_begin} has allocated the block and marked it as written,
 * so the page has its place and nothing is due when it is there. The journal does not commit that mark before the page
 * is written.
 */
public final class Ocfs2Aops extends WriteCachePages {

    Ocfs2Aops(Kernel kernel, BlockDevice bdev) {
        super(kernel, bdev);
    }

    /** {@code ocfs2_writepage}: the buffers of the page are mapped already. */
    @Override
    protected Target map(Inode inode, long page) {
        return new Target(((Ocfs2Inode) inode).blocks.startblock(page), false);
    }
}

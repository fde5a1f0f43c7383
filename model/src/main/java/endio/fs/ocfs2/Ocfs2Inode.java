// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.kernel.Kernel;
import endio.kernel.Mutex;
import endio.kernel.RwSem;
import endio.vfs.BlockTable;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.List;

/** {@code struct ocfs2_inode_info} (fs/ocfs2/inode.h) with the inode in it, and its extents. */
public final class Ocfs2Inode extends Inode {
    /** {@code ip_rw_lockres}: keeps other nodes from truncating under a direct request. */
    final Ocfs2LockRes ipRwLockres;
    /** {@code ip_alloc_sem}: guards the extents. */
    final RwSem ipAllocSem;
    /** {@code ip_unaligned_aio}: held by an unaligned asynchronous write until its end; until v4.5. */
    final Mutex ipUnalignedAio;
    /** Its blocks; {@link #ipAllocSem} guards them. */
    final BlockTable blocks;

    /**
     * @param blkbits log2 of the block size
     * @param size in bytes
     * @param blocks how many blocks anybody will look at
     * @param extents what it consists of
     */
    public Ocfs2Inode(Kernel kernel, SuperBlock sb, int blkbits, long size, int blocks, List<BlockTable.Extent> extents) {
        super(kernel, sb, blkbits, size, 0);
        this.ipRwLockres = new Ocfs2LockRes(kernel, id(), "ip_rw_lockres");
        this.ipAllocSem = kernel.rwSem(id(), "ip_alloc_sem");
        this.ipUnalignedAio = kernel.mutex(id(), "ip_unaligned_aio");
        this.blocks = new BlockTable(kernel, id(), blocks, extents);
    }
}

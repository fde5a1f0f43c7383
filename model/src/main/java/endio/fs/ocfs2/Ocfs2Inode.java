// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.kernel.Kernel;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.kernel.RwSem;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;

/** {@code struct ocfs2_inode_info} (fs/ocfs2/inode.h) with the inode in it, and its extents. */
public final class Ocfs2Inode extends Inode {
    /** A block that is not allocated. */
    static final long HOLE = 0;
    /** A block that reads as zeros ({@code OCFS2_EXT_UNWRITTEN}). */
    static final long UNWRITTEN = 1;
    /** A block that was written. */
    static final long WRITTEN = 2;

    /** {@code ip_rw_lockres}: keeps other nodes from truncating under a direct request. */
    final Ocfs2LockRes ipRwLockres;
    /** {@code ip_alloc_sem}: guards the extents. */
    final RwSem ipAllocSem;
    /** {@code ip_unaligned_aio}: held by an unaligned asynchronous write until its end; until v4.5. */
    final Mutex ipUnalignedAio;
    private final List<Plain> states = new ArrayList<>();
    private final long[] startblocks;

    /**
     * @param blkbits log2 of the block size
     * @param size in bytes
     * @param blocks state of every block that anybody will look at: 0 a hole, 1 unwritten, 2 written
     * @param startblocks where it lies on the device, -1 nowhere
     */
    public Ocfs2Inode(Kernel kernel, SuperBlock sb, int blkbits, long size, List<Long> blocks, List<Long> startblocks) {
        super(kernel, sb, blkbits, size, 0);
        this.ipRwLockres = new Ocfs2LockRes(kernel, id(), "ip_rw_lockres");
        this.ipAllocSem = kernel.rwSem(id(), "ip_alloc_sem");
        this.ipUnalignedAio = kernel.mutex(id(), "ip_unaligned_aio");
        for (int block = 0; block < blocks.size(); block++) {
            states.add(kernel.plain(id(), "block" + block, blocks.get(block)));
        }
        this.startblocks = startblocks.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many blocks there are. */
    int blocks() {
        return startblocks.length;
    }

    /** State of a block; {@code ip_alloc_sem} is held. */
    Plain state(long block) {
        return states.get((int) block);
    }

    /** Where a block lies, -1 nowhere. */
    long startblock(long block) {
        return startblocks[(int) block];
    }

    /** A block gets a place on the device; under {@code ip_alloc_sem}. */
    void allocate(long block, long startblock) {
        startblocks[(int) block] = startblock;
        state(block).store(UNWRITTEN);
    }
}

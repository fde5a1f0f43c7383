// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each block of a file lies and in what state it is: what stands for the extent tree of a file system whose tree is not
 * what matters. Its owner guards it by a lock of its own.
 */
public final class BlockTable {
    /** A block that is not allocated. */
    public static final long HOLE = 0;
    /** A block that is allocated and reads as zeros. */
    public static final long UNWRITTEN = 1;
    /** A block that was written. */
    public static final long WRITTEN = 2;

    private final List<Plain> states = new ArrayList<>();
    private final long[] startblocks;

    /**
     * Blocks side by side.
     *
     * @param lblk first block in the file
     * @param pblk first block on the device
     * @param len how many, at least 1
     * @param unwritten they read as zeros
     */
    public record Extent(long lblk, long pblk, long len, boolean unwritten) {}

    /**
     * @param owner the inode
     * @param blocks how many blocks anybody will look at
     * @param extents what the file consists of; whatever is in none of them is a hole
     */
    public BlockTable(Kernel kernel, ObjectId owner, int blocks, List<Extent> extents) {
        startblocks = new long[blocks];
        for (int block = 0; block < blocks; block++) {
            long state = HOLE;
            startblocks[block] = -1;
            for (Extent extent : extents) {
                if (block >= extent.lblk() && block < extent.lblk() + extent.len()) {
                    state = extent.unwritten() ? UNWRITTEN : WRITTEN;
                    startblocks[block] = extent.pblk() + block - extent.lblk();
                }
            }
            states.add(kernel.plain(owner, "block" + block, state));
        }
    }

    /** How many blocks there are. */
    public int blocks() {
        return startblocks.length;
    }

    /** State of a block; the owner's lock is held. */
    public Plain state(long block) {
        return states.get((int) block);
    }

    /** Where a block lies, -1 nowhere. */
    public long startblock(long block) {
        return startblocks[(int) block];
    }

    /** A block gets a place on the device; under the owner's lock. */
    public void allocate(long block, long startblock) {
        startblocks[(int) block] = startblock;
        state(block).store(UNWRITTEN);
    }
}

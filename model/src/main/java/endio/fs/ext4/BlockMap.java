// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.RwSem;
import java.util.ArrayList;
import java.util.List;

/**
 * The extent tree of an inode, one word for each block, and the {@code i_data_sem} that guards it. The callers take the
 * lock, as in fs/ext4/inode.c and fs/ext4/extents.c.
 */
public class BlockMap {
    private static final long FIRST_FREE = 5000;
    private static final int STATE_BITS = 2;
    private static final long STATE_MASK = (1 << STATE_BITS) - 1;
    private static final BlockState[] STATES = BlockState.values();

    private final Kernel kernel;
    private final ObjectId owner;
    private final RwSem iDataSem;
    private final List<Plain> blocks = new ArrayList<>();
    private final Plain nextFree;

    /**
     * @param owner the inode
     * @param extents what the file consists of; a block in none of them is a hole
     */
    public BlockMap(Kernel kernel, ObjectId owner, List<Extent> extents) {
        this.kernel = kernel;
        this.owner = owner;
        this.iDataSem = kernel.rwSem(owner, "i_data_sem");
        this.nextFree = kernel.plain(owner, "next_free_block", FIRST_FREE);
        long end = extents.stream().mapToLong(e -> e.lblk() + e.len()).max().orElse(0);
        for (long lblk = 0; lblk < end; lblk++) {
            blocks.add(kernel.plain(owner, "block" + lblk, initial(extents, lblk)));
        }
    }

    private static long initial(List<Extent> extents, long lblk) {
        for (Extent e : extents) {
            if (e.lblk() <= lblk && lblk < e.lblk() + e.len()) {
                return word(e.state(), e.pblk() + lblk - e.lblk());
            }
        }
        return 0;
    }

    private static long word(BlockState state, long pblk) {
        return state == BlockState.HOLE ? 0 : pblk << STATE_BITS | state.ordinal();
    }

    private static BlockState state(long word) {
        return STATES[(int) (word & STATE_MASK)];
    }

    private static long pblk(long word) {
        return word >> STATE_BITS;
    }

    private Plain cell(long lblk) {
        while (blocks.size() <= lblk) {
            blocks.add(kernel.plain(owner, "block" + blocks.size(), 0));
        }
        return blocks.get((int) lblk);
    }

    /** {@code down_read(&EXT4_I(inode)->i_data_sem)}. */
    public final void downRead() {
        iDataSem.downRead();
        kernel.say(new FileSystemEvent.DataSem(owner.number(), "down_read"));
    }

    /** {@code up_read}. */
    public final void upRead() {
        iDataSem.upRead();
        kernel.say(new FileSystemEvent.DataSem(owner.number(), "up_read"));
    }

    /** {@code down_write}. */
    public final void downWrite() {
        iDataSem.downWrite();
        kernel.say(new FileSystemEvent.DataSem(owner.number(), "down_write"));
    }

    /** {@code up_write}. */
    public final void upWrite() {
        iDataSem.upWrite();
        kernel.say(new FileSystemEvent.DataSem(owner.number(), "up_write"));
    }

    /** Whether looking up takes {@code i_data_sem}: yes, but not where a recording was made without. */
    protected boolean lookupLocks() {
        return true;
    }

    /** Most blocks that one answer may have. */
    protected int maxBlocks() {
        return Integer.MAX_VALUE;
    }

    /** Whether a mapping for a write fails this time: 0 or a negative errno. */
    protected int mapError(long lblk) {
        return kernel.faults().happens(kernel.machine(), "map blocks") ? -Errno.ENOSPC : 0;
    }

    /** Whether the {@code call}th conversion, counted from 1, fails: 0 or a negative errno. */
    protected int convertError(int call) {
        return kernel.faults().happens(kernel.machine(), "convert") ? -Errno.ENOSPC : 0;
    }

    /**
     * Looks blocks up: as many as are wanted, alike, and consecutive on the device.
     *
     * @return blocks found; 0: the first one is a hole, of which nothing more is known
     */
    final int lookup(MapBlocks map) {
        long first = cell(map.lblk).load();
        map.state = state(first);
        map.mapped = map.state == BlockState.WRITTEN;
        map.pblk = map.state == BlockState.HOLE ? -1 : pblk(first);
        if (map.state == BlockState.HOLE) {
            return 0;
        }
        int want = Math.min(map.len, maxBlocks());
        int len = 1;
        while (len < want && cell(map.lblk + len).load() == first + ((long) len << STATE_BITS)) {
            len++;
        }
        map.len = len;
        return len;
    }

    /** How far the hole that {@code map} found reaches, at most as far as was asked. */
    final void measureHole(MapBlocks map) {
        int want = Math.min(map.len, maxBlocks());
        int len = 1;
        while (len < want && cell(map.lblk + len).load() == 0) {
            len++;
        }
        map.len = len;
    }

    /** Allocates one block for the hole that {@code map} found. */
    final void allocate(MapBlocks map, BlockState state) {
        long pblk = nextFree.add(1) - 1;
        cell(map.lblk).store(word(state, pblk));
        map.len = 1;
        map.pblk = pblk;
        map.state = state;
    }

    /** The unwritten blocks that {@code map} found are written ones from now on. */
    final void initialize(MapBlocks map) {
        for (int i = 0; i < map.len; i++) {
            cell(map.lblk + i).store(word(BlockState.WRITTEN, map.pblk + i));
        }
        map.state = BlockState.WRITTEN;
    }

    /** Converts what is unwritten from {@code lblk} on, up to {@code end} (exclusive) or the first hole. */
    final List<BlockRun> convert(long lblk, long end) {
        List<BlockRun> converted = new ArrayList<>();
        long runStart = -1;
        long block = lblk;
        while (block < end) {
            long word = cell(block).load();
            if (state(word) == BlockState.UNWRITTEN) {
                cell(block).store(word(BlockState.WRITTEN, pblk(word)));
                runStart = runStart < 0 ? block : runStart;
            } else {
                addRun(converted, runStart, block);
                runStart = -1;
                if (state(word) == BlockState.HOLE) {
                    return converted;
                }
            }
            block++;
        }
        addRun(converted, runStart, block);
        return converted;
    }

    private static void addRun(List<BlockRun> runs, long start, long end) {
        if (start >= 0) {
            runs.add(new BlockRun(start, end - start));
        }
    }

    /** Whether the blocks of a failed extending write are removed: yes, but not where a recording was made without. */
    protected boolean removesFailedWrites() {
        return true;
    }

    /** Removes the blocks from {@code lblk} to {@code end} (exclusive), as far as the file goes. */
    final void remove(long lblk, long end) {
        for (long block = lblk; block < Math.min(end, blocks.size()); block++) {
            cell(block).store(0);
        }
    }

    /** What block {@code lblk} is, by one load: for the end of a run and for people. */
    public final BlockState state(int lblk) {
        return state(cell(lblk).load());
    }
}

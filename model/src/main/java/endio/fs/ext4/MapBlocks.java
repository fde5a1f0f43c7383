// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

/** {@code struct ext4_map_blocks} (fs/ext4/ext4.h): a question to the block map, and its answer. On its caller's stack. */
public final class MapBlocks {
    /** {@code EXT4_GET_BLOCKS_CREATE}: blocks are allocated. */
    public static final int CREATE = 0x1;
    /** {@code EXT4_GET_BLOCKS_UNINIT_EXT}: as unwritten ones. */
    public static final int UNINIT_EXT = 0x2;
    /** {@code EXT4_GET_BLOCKS_PRE_IO}: before an I/O after which they are converted. */
    public static final int PRE_IO = 0x8;
    /** {@code EXT4_GET_BLOCKS_IO_CREATE_EXT}. */
    public static final int IO_CREATE_EXT = CREATE | UNINIT_EXT | PRE_IO;
    /** {@code EXT4_GET_BLOCKS_NO_LOCK}: the caller holds {@code i_data_sem}. */
    public static final int NO_LOCK = 0x100;

    /** {@code m_lblk}. */
    public final long lblk;
    /** {@code m_len}: blocks wanted, then found. */
    public int len;
    /** {@code m_pblk}. */
    public long pblk = -1;
    /** State of the blocks found. */
    public BlockState state = BlockState.HOLE;
    /** {@code EXT4_MAP_MAPPED}. */
    public boolean mapped;
    /** {@code EXT4_MAP_NEW}. */
    public boolean fresh;

    /** It is asked on behalf of a read, which tells what it saw. */
    boolean reading;

    /** Asks for {@code len} blocks from {@code lblk} on. */
    public MapBlocks(long lblk, int len) {
        this.lblk = lblk;
        this.len = len;
    }

    /** {@code EXT4_MAP_UNINIT}: allocated and not written. */
    public boolean unwritten() {
        return state == BlockState.UNWRITTEN;
    }
}

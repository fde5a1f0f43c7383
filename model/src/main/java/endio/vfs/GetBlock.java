// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

/**
 * {@code get_block_t}: the file system maps blocks of a file. The direct-I/O core says
 * {@link endio.event.MappingEvent.GetBlockBegin} and {@link endio.event.MappingEvent.GetBlock} around its calls.
 */
@FunctionalInterface
public interface GetBlock {
    /**
     * @param req the request that asks, -1 none
     * @param iblock first block in the file
     * @param bh wanted length in {@code b_size}; the answer
     * @param create blocks are to be allocated
     * @return 0 or a negative errno
     */
    int getBlock(Inode inode, int req, long iblock, BufferHead bh, boolean create);
}

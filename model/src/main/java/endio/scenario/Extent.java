// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

/**
 * Blocks of the file that lie side by side on the device. Blocks in no extent are a hole.
 *
 * @param lblk first block in the file
 * @param len how many
 * @param pblk first block on the device
 * @param unwritten allocated, but reads as zeros
 */
public record Extent(long lblk, int len, long pblk, boolean unwritten) {

    /** Whether {@code block} of the file lies in it. */
    public boolean holds(long block) {
        return block >= lblk && block < lblk + len;
    }
}

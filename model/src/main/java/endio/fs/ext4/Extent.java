// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

/**
 * A run of blocks of a file.
 *
 * @param lblk first block in the file
 * @param len blocks, at least 1
 * @param pblk first block on the device
 * @param state of all of them; not {@link BlockState#HOLE}
 */
public record Extent(long lblk, long len, long pblk, BlockState state) {}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

/**
 * {@code struct xfs_bmbt_irec} (fs/xfs/libxfs/xfs_types.h): an extent.
 *
 * @param startoff {@code br_startoff}: first block in the file
 * @param startblock {@code br_startblock}: first block on the device
 * @param blockcount {@code br_blockcount}: blocks, at least 1
 * @param unwritten {@code br_state} is {@code XFS_EXT_UNWRITTEN}
 */
public record XfsBmbtIrec(long startoff, long startblock, long blockcount, boolean unwritten) {}

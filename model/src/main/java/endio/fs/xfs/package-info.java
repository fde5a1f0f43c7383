// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * XFS on the iomap engine (fs/xfs, v4.10 and later): what it adds to direct I/O.
 *
 * <p>Not modelled: reflink beyond the flag, the log beyond who may sleep in a transaction, speculative preallocation,
 * and buffered writes.
 */
@NullMarked
package endio.fs.xfs;

import org.jspecify.annotations.NullMarked;

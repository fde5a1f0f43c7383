// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * XFS (fs/xfs): what it adds to direct I/O, with ioends over fs/direct-io.c in v3.11 and v3.12, and on the iomap engine
 * in v4.10 and later. No list of the kernel's own steps vouches for it.
 *
 * <p>Not modelled: reflink beyond the flag, the log beyond who may sleep in a transaction, speculative preallocation,
 * and buffered writes.
 */
@NullMarked
package endio.fs.xfs;

import org.jspecify.annotations.NullMarked;

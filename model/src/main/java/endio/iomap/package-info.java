// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The iomap direct-I/O engine of fs/iomap.c and fs/iomap/direct-io.c, by generation. A generation is a class that holds
 * what its commits changed, over the one before it.
 *
 * <p>{@link endio.iomap.V4_15} is the first of them as in v4.15; {@link endio.iomap.V4_14} is a later 4.14 with what
 * stable releases put back into it, which is why it stands over v4.15.
 */
@NullMarked
package endio.iomap;

import org.jspecify.annotations.NullMarked;

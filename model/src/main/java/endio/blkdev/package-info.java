// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The block device's own direct I/O (fs/block_dev.c since v4.10, block/fops.c since v5.16), one class a generation: no
 * mapping, no callback, no count of what is in flight, and no worker. No list of the kernel's own steps vouches for it.
 *
 * <p>Not modelled: polling, integrity metadata, the cache of bios, zoned devices.
 */
@NullMarked
package endio.blkdev;

import org.jspecify.annotations.NullMarked;

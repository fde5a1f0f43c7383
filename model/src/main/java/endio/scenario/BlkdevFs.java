// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.kernel.Kernel;
import endio.vfs.Inode;
import java.util.Set;

/**
 * A block device in the place of a file (fs/block_dev.c, until v4.9): all its blocks are there ({@code blkdev_get_block}),
 * nobody takes a lock, and {@code end_io} is null.
 */
final class BlkdevFs extends PlainFs {
    private final Set<DirectIo.Flag> flags;

    BlkdevFs(Kernel kernel, Scenario scenario, Generation generation) {
        super(kernel, scenario, generation);
        this.flags = generation.blkdevFlags();
    }

    /** {@code blkdev_aio_write} takes no {@code i_mutex}. */
    @Override
    void lockForWrite(Inode inode, int req) {}

    @Override
    void unlockForWrite(Inode inode, int req) {}

    /** {@code blkdev_direct_IO}. */
    @Override
    Set<DirectIo.Flag> flags() {
        return flags;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.directio.DirectIo;
import endio.event.ObjectId;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V4_6;
import endio.fs.ext4.Handle;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import org.jspecify.annotations.Nullable;

/**
 * ext4 whose journal is full when a conversion wants a handle: {@code __jbd2_log_wait_for_space} writes a block of metadata
 * back ({@code jbd2_log_do_checkpoint}, fs/jbd2/checkpoint.c) and waits until it is on the device.
 */
final class JournaledAbove extends Ext4V4_6 {
    private static final long SECTORS = 8;
    private static final long BLOCK = 4096;
    private final BlockDevice bdev;
    private final long firstBlock;

    /**
     * @param firstBlock of those on the device that metadata goes to
     */
    JournaledAbove(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, long firstBlock) {
        super(kernel, sb, core, bdev, options);
        this.bdev = bdev;
        this.firstBlock = firstBlock;
    }

    @Override
    protected int convertUnwrittenExtents(@Nullable Handle handle, Ext4Inode inode, long offset, long len, int req,
            @Nullable IoEnd ioEnd) {
        if (options().journal()) {
            logDoCheckpoint();
        }
        return super.convertUnwrittenExtents(handle, inode, offset, len, req, ioEnd);
    }

    private void logDoCheckpoint() {
        kernel().mightSleep("jbd2_log_do_checkpoint");
        ObjectId buffer = kernel().machine().number("checkpoint_bh");
        Plain uptodate = kernel().plain(buffer, "written", 0);
        Bio bio = new Bio(kernel(), true, (firstBlock + buffer.number()) * SECTORS, b -> uptodate.storeRelease(1));
        bio.addSegment(BLOCK);
        bdev.submitBio(bio, -1, -1, -1, -1);
        uptodate.awaitAtLeast(1);
    }
}

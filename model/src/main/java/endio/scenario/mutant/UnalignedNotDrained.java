// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V5_5;
import endio.fs.ext4.RwsemInode;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I2V6_1Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** Whole blocks that are on their way are taken for unwritten ones, and zeroed. */
public final class UnalignedNotDrained extends I2V6_1Generation {

    @Override
    public About about() {
        return super.about().mutant("unaligned-not-drained",
                "an unaligned write does not wait for those in flight", "S40", "ext4-unaligned-aligned");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V5_5(kernel, sb, iomap(kernel), bdev, options) {
            @Override
            protected WriteLock lockForWrite(RwsemInode inode, int req, long offset, long count) {
                WriteLock lock = super.lockForWrite(inode, req, offset, count);
                return new WriteLock(lock.shared(), lock.extend(), false, lock.forceWait(), lock.overwrite());
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V6_7;
import endio.fs.ext4.RwsemInode;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I3V6_11Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** It is alone when it begins, and not when it ends. */
public final class UnalignedNotForced extends I3V6_11Generation {

    @Override
    public About about() {
        return super.about().mutant("unaligned-not-forced",
                "an unaligned write is not forced to wait", "S40", "ext4-unaligned-aligned");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V6_7(kernel, sb, iomap(kernel), bdev, options) {
            @Override
            protected WriteLock lockForWrite(RwsemInode inode, int req, long offset, long count) {
                WriteLock lock = super.lockForWrite(inode, req, offset, count);
                return new WriteLock(lock.shared(), lock.extend(), lock.drain(), lock.extend(), lock.overwrite());
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V5_3;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V5_3Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** B36, in a whole generation: zeros of one that waits for nobody behind it land on a later write. */
public final class UnalignedLetsFollow extends V5_3Generation {

    @Override
    public About about() {
        return super.about().mutant("unaligned-lets-follow",
                "an unaligned write gives the lock up before it has ended", "S40", "ext4-unaligned-aligned");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V5_3(kernel, sb, core, bdev, options) {
            @Override
            protected void unalignedQueued(Ext4Inode inode) {}
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_11Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** The mutex keeps submissions apart, and not what they submit. */
public final class UnalignedUnawaited extends V3_11Generation {

    @Override
    public About about() {
        return super.about().mutant("unaligned-unawaited",
                "an unaligned write does not wait for conversions", "S40", "ext4-unaligned-two");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_11(kernel, sb, core, bdev, options) {
            @Override
            protected void unwrittenWait(Ext4Inode inode) {}
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** Completions could still run when the file system and its journal are gone. */
public final class QueueAfterPutSuper extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("queue-after-put-super", "the workqueue of the core is destroyed after put_super",
                "S36", "ext4-aio-umount");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected void destroyDioDoneWq() {}

            @Override
            protected void putSuper() {
                super.putSuper();
                super.destroyDioDoneWq();
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_11Generation;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;

/** B05: the core has done {@code inode_dio_done} already, and so does the release of the io_end. */
public final class B05DoubleDone extends V3_11Generation {

    @Override
    public About about() {
        return super.about().bug("b05-double-dio-done", "", "the direct flag stays set although nothing was submitted",
                "S6", "ext4-aio-nothing");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_11(kernel, sb, core, bdev, options) {
            @Override
            protected void nothingSubmitted(Kiocb iocb, IoEnd ioEnd) {
                putIoEnd(ioEnd);
                iocb.priv().store(null);
            }
        };
    }
}

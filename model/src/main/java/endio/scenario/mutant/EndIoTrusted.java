// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;

/** The core never calls it when nothing was submitted (until v4.6), and the io_end stays behind. */
public final class EndIoTrusted extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("end-io-trusted", "the submitter trusts that end_io is always called",
                "S39", "ext4-aio-nothing");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected void nothingSubmitted(Kiocb iocb, IoEnd ioEnd) {}
        };
    }
}

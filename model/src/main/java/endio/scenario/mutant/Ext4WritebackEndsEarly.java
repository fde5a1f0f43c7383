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
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** Bios of unwritten blocks are not kept on the io_end: who waits for a page has not waited for its conversion. */
public final class Ext4WritebackEndsEarly extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("ext4-writeback-ends-early",
                "pages end their writeback where the bio ends, before they are converted", "S37", "ext4-writeback-fsync");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected void endBio(Bio bio) {
                IoEnd ioEnd = kernel.follow(bio.priv(IoEnd.class), "io_end", "ext4_end_bio");
                finishBio(ioEnd.inode(), bio);
                putIoEndDefer(ioEnd);
            }
        };
    }
}

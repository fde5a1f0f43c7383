// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_11Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** {@code ext4_add_complete_io} does not take {@code i_completed_io_lock}. */
public final class AppendOutsideLock extends V3_11Generation {

    @Override
    public About about() {
        return super.about().mutant("append-outside-lock", "an io_end is appended to the list without its lock",
                "S38", "ext4-aio-two")
                .also("L4", "L1", "S4", "S6", "S8", "S13", "S14", "S39", "S48");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_11(kernel, sb, core, bdev, options) {
            @Override
            public void addCompleteIo(IoEnd ioEnd) {
                Ext4Inode inode = ioEnd.inode();
                queueAndAppend(inode.iUnrsvConversionList, "unrsv", unrsvConversionWq(), inode.iUnrsvConversionWork,
                        ioEnd);
            }
        };
    }
}

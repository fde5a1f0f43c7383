// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** What a missing full barrier there can come to: the store of the flag after the load of the count. */
public final class TruncaterLooksFirst extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("truncater-looks-first", "a hole punch looks at the count and then blocks readers",
                "S29", "ext4-read-nolock-punch")
                .also("S30", "S31");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected void inodeBlockUnlockedDio(Ext4Inode inode) {
                inode.dioWait();
                super.inodeBlockUnlockedDio(inode);
            }

            @Override
            public int punchHole(Ext4Inode inode, long first, long len) {
                inode.lock(-1);
                inodeBlockUnlockedDio(inode);
                removeBlocks(inode, first, first + len);
                inodeResumeUnlockedDio(inode);
                inode.unlock(-1);
                return 0;
            }
        };
    }
}

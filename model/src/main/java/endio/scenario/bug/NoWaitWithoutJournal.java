// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.fs.ext4.BlockMap;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.BlockDevice;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.function.Function;

/** B32: truncate waited only where it used the orphan list, and without a journal it does not. */
public final class NoWaitWithoutJournal extends V3_12Generation {
    static final Bug BUG = Bug.read("B32", "ext4: Wait for outstanding dio during truncate in nojournal mode", "")
            .in("ext4_setattr, fs/ext4/inode.c").actors("submitter", "bio", "truncate")
            .generation("S29", "ext4-aio-truncate-no-journal", "b32", "V3_12");

    @Override
    public About about() {
        return super.about().bug("b32", "", "without a journal, truncate does not wait for direct I/O",
                "S29", "ext4-aio-truncate-no-journal");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected Ext4Inode newInode(int blkbits, long size, long cachedPages, Function<Inode, BlockMap> blocks) {
                return new Ext4Inode(kernel, sb(), blkbits, size, cachedPages, blocks) {
                    @Override
                    public void dioWait() {
                        if (options().journal()) {
                            super.dioWait();
                        }
                    }
                };
            }
        };
    }
}

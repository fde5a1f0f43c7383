// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;

/** B31: whoever removes blocks has to wait for the I/O that is on its way to them. */
public final class RemoverDoesNotWait extends V3_12Generation {
    static final Bug BUG = Bug.read("B31", "f2fs: fix to wait dio completion", "96cfeb038953")
            .in("f2fs_setattr, fs/f2fs/file.c").actors("submitter", "bio", "truncate")
            .generation("S29", "aio-truncate", "b31", "V3_12");

    @Override
    public About about() {
        return super.about().bug("b31", "96cfeb038953", "truncate does not wait for direct I/O", "S29", "aio-truncate");
    }

    @Override
    public Inode inode(Kernel kernel, SuperBlock sb, int blkbits, long size) {
        return new Inode(kernel, sb, blkbits, size, 0) {
            @Override
            public void dioWait() {}
        };
    }
}

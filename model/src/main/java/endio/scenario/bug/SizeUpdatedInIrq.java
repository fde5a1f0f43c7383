// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsInode;
import endio.fs.xfs.XfsV4_6;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V4_6Generation;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.SuperBlock;

/** B28: only unwritten extents made a request deferred, but its new size needs a transaction as well. */
public final class SizeUpdatedInIrq extends V4_6Generation {
    static final Bug BUG = Bug.read("B28", "xfs: handle DIO overwrite EOF update completion correctly", "6dfa1b67e3b3")
            .in("__xfs_get_blocks, fs/xfs/xfs_aops.c").actors("submitter", "bio")
            .generation("S3", "xfs-aio-extend-written", "b28", "V4_6");

    @Override
    public About about() {
        return super.about().bug("b28", "6dfa1b67e3b3", "a write beyond the end of blocks that are written is not deferred", "S3",
                "xfs-aio-extend-written").also("S2", "S41");
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV4_6(kernel, sb, directIo(kernel), bdev) {
            @Override
            protected void written(XfsInode ip, long iblock, BufferHead bh) {
                super.written(ip, iblock, bh);
                bh.clear(BufferHead.State.DEFER_COMPLETION);
            }
        };
    }
}

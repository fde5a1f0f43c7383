// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsInode;
import endio.fs.xfs.XfsV6_1;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I5V7_1Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;

/** Whole blocks that are on their way are taken for unwritten ones, and zeroed. */
public final class XfsRetryNotDrained extends I5V7_1Generation {

    @Override
    public About about() {
        return super.about().mutant("xfs-retry-not-drained",
                "XFS does not wait for those in flight when it tries again", "S40", "xfs-unaligned-aligned");
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV6_1(kernel, sb, iomap(kernel), bdev, UserPages.of(kernel)) {
            @Override
            protected void drain(XfsInode ip) {}
        };
    }
}

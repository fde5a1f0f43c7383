// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsInode;
import endio.fs.xfs.XfsV5_3;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I1V5_3Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;

/** What 2032a8a27b5c mended. */
public final class XfsUnalignedLetsFollow extends I1V5_3Generation {

    @Override
    public About about() {
        return super.about().mutant("xfs-unaligned-lets-follow",
                "XFS gives the lock up before an unaligned write has ended", "S40", "xfs-unaligned-aligned");
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV5_3(kernel, sb, iomap(kernel), bdev, UserPages.of(kernel)) {
            @Override
            protected void unalignedQueued(XfsInode ip) {}
        };
    }
}

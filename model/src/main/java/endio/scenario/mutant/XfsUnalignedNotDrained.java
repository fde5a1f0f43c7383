// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsInode;
import endio.fs.xfs.XfsV3_11;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_11Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** The lock keeps submissions apart, and not what they submit. */
public final class XfsUnalignedNotDrained extends V3_11Generation {

    @Override
    public About about() {
        return super.about().mutant("xfs-unaligned-not-drained",
                "XFS does not wait for those in flight before an unaligned write", "S40", "xfs-unaligned-two");
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV3_11(kernel, sb, directIo(kernel), bdev) {
            @Override
            protected void drain(XfsInode ip) {}
        };
    }
}

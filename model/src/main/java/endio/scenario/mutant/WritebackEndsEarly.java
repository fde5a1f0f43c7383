// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsAops;
import endio.fs.xfs.XfsV4_6;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.scenario.About;
import endio.scenario.V4_6Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;

/** XFS ends the writeback of a page before its block is converted, so truncate does not wait for the conversion. */
public final class WritebackEndsEarly extends V4_6Generation {

    @Override
    public About about() {
        return super.about().mutant("writeback-ends-early", "writeback of a page ends before its conversion", "S29",
                "xfs-writeback-truncate").also("S37");
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV4_6(kernel, sb, directIo(kernel), bdev) {
            @Override
            protected XfsAops aops(WorkQueue mUnwrittenWorkqueue) {
                return new XfsAops(kernel(), this, bdev(), mUnwrittenWorkqueue) {
                    @Override
                    protected void queue(Ioend ioend) {
                        endPageWriteback(ioend.ip(), ioend.page(), ioend.bio());
                        super.queue(ioend);
                    }
                };
            }
        };
    }
}

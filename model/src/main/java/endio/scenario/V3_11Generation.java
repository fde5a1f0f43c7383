// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.directio.V3_11;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ocfs2.Ocfs2V3_11;
import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsV3_11;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;

/** The parent of 7b7a8665edd8: a file system's {@code end_io} completes. */
public class V3_11Generation implements Generation {

    @Override
    public About about() {
        return new About("V3_11", "v3.11", "7b7a8665edd8^", "file systems own completion", "", About.Origin.GENERATION,
                List.of());
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_11(kernel);
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_11(kernel, sb, core, bdev, options);
    }

    @Override
    public EndIo endIo() {
        return EndIo.COMPLETES;
    }

    /** Its XFS. */
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV3_11(kernel, sb, directIo(kernel), bdev);
    }

    /** Its OCFS2. */
    public Ocfs2V3_11 ocfs2(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new Ocfs2V3_11(kernel, sb, directIo(kernel), bdev);
    }

    @Override
    public boolean submitHoldsFile() {
        return false;
    }

    @Override
    public boolean mounts(Mount.Type type) {
        return !type.brought();
    }
}

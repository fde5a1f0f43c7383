// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.fs.ocfs2.Ocfs2V3_11;
import endio.fs.ocfs2.Ocfs2V3_12;
import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsV3_12;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;

/** 7b7a8665edd8: the core completes, on a workqueue of the super block if a mapping asked for that. */
public class V3_12Generation extends V3_11Generation {

    @Override
    public About about() {
        return new About("V3_12", "v3.12", "7b7a8665edd8", "direct-io: Implement generic deferred AIO completions",
                "V3_11", About.Origin.GENERATION, List.of());
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12(kernel);
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options);
    }

    @Override
    public EndIo endIo() {
        return EndIo.IS_TOLD;
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV3_12(kernel, sb, directIo(kernel), bdev);
    }

    @Override
    public Ocfs2V3_11 ocfs2(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new Ocfs2V3_12(kernel, sb, directIo(kernel), bdev);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.directio.V4_6;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V4_6;
import endio.fs.ocfs2.Ocfs2V3_11;
import endio.fs.ocfs2.Ocfs2V4_6;
import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsV4_6;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Set;

/**
 * 187372a3b9fa, where {@code end_io} is always called and hears the result, with ext4 of the same release: one owner
 * for an io_end, 109811c20fb8.
 */
public class V4_6Generation extends V3_12OsyncGeneration {

    @Override
    public About about() {
        return new About("V4_6", "v4.6", "187372a3b9fa", "direct-io: always call ->end_io if non-NULL",
                "V3_12Osync", About.Origin.GENERATION, List.of());
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V4_6(kernel);
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V4_6(kernel, sb, core, bdev, options);
    }

    @Override
    public EndIo endIo() {
        return EndIo.ANSWERS;
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV4_6(kernel, sb, directIo(kernel), bdev);
    }

    /** fe0f07d08ee3 (v4.1): nobody waits for the direct I/O of a block device. */
    @Override
    public Set<DirectIo.Flag> blkdevFlags() {
        return Set.of(DirectIo.Flag.SKIP_DIO_COUNT);
    }

    @Override
    public Ocfs2V3_11 ocfs2(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new Ocfs2V4_6(kernel, sb, directIo(kernel), bdev);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.blkdev.BlkdevDirectIo;
import endio.blkdev.V4_10;
import endio.directio.DirectIo;
import endio.directio.V4_15;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V4_7;
import endio.fs.ocfs2.Ocfs2V3_11;
import endio.fs.ocfs2.Ocfs2V4_15;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Optional;

/**
 * 332391a9935d and what followed it: a write over cached pages completes in process context, where they are dropped.
 * ext4 as in v4.6, but for its unaligned writes: e142d05263a4 (v4.7).
 */
public class V4_15Generation extends V4_6Generation {

    @Override
    public About about() {
        return new About("V4_15", "v4.15", "332391a9935d",
                "fs: Fix page cache inconsistency when mixing buffered and AIO DIO", "V4_6", About.Origin.GENERATION,
                List.of());
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V4_15(kernel);
    }

    /** XFS has left for iomap: acdda3aae146 (v4.10). */
    @Override
    public boolean mounts(Mount.Type type) {
        return type != Mount.Type.XFS && super.mounts(type);
    }

    /** Block devices have an engine of their own: 542ff7bf18c6 (v4.10). */
    @Override
    public Optional<BlkdevDirectIo> blkdev(Kernel kernel) {
        return Optional.of(new V4_10(kernel));
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V4_7(kernel, sb, core, bdev, options);
    }

    @Override
    public Ocfs2V3_11 ocfs2(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new Ocfs2V4_15(kernel, sb, directIo(kernel), bdev);
    }

    @Override
    public boolean submitHoldsFile() {
        return true;
    }

    @Override
    public boolean blkdevFallocates() {
        return true;
    }
}

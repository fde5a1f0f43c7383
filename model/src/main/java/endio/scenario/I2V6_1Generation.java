// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.blkdev.BlkdevDirectIo;
import endio.blkdev.V5_16;
import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V5_5;
import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsV6_1;
import endio.iomap.IomapDirectIo;
import endio.iomap.V6_1;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Optional;

/** ext4 has moved here, and XFS looks at the size without its lock. */
public class I2V6_1Generation extends I1V5_3Generation {

    @Override
    public About about() {
        return new About("I2_V6_1", "v6.1", "378f32bab371", "ext4 on iomap; the sync comes after i_dio_count dropped",
                "I1_V5_3", About.Origin.GENERATION, List.of());
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V6_1(kernel);
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V5_5(kernel, sb, iomap(kernel), bdev, options);
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV6_1(kernel, sb, iomap(kernel), bdev, UserPages.of(kernel));
    }

    @Override
    public boolean mounts(Mount.Type type) {
        return type == Mount.Type.EXT4 || type == Mount.Type.BLKDEV || super.mounts(type);
    }

    @Override
    public Optional<BlkdevDirectIo> blkdev(Kernel kernel) {
        return Optional.of(new V5_16(kernel));
    }

    @Override
    public boolean blkdevFallocates() {
        return true;
    }
}

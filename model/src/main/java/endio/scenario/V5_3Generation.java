// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.blkdev.BlkdevDirectIo;
import endio.blkdev.V4_20;
import endio.directio.DirectIo;
import endio.directio.V5_3;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V5_3;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Optional;

/** The last one in which ext4 does direct I/O through fs/direct-io.c. */
public class V5_3Generation extends V4_15Generation {

    @Override
    public About about() {
        return new About("V5_3", "v5.3", "v5.3", "the last one before ext4 moved to iomap",
                "V4_15", About.Origin.GENERATION, List.of());
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V5_3(kernel);
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V5_3(kernel, sb, core, bdev, options);
    }

    @Override
    public Optional<BlkdevDirectIo> blkdev(Kernel kernel) {
        return Optional.of(new V4_20(kernel));
    }
}

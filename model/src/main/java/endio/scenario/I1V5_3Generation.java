// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.fs.xfs.Xfs;
import endio.fs.xfs.XfsV5_3;
import endio.iomap.IomapDirectIo;
import endio.iomap.V5_3;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;

/** Syncs by itself and writes through; whether to wait is kept in a local. XFS waits for its unaligned writes. */
public class I1V5_3Generation extends I0V4_15Generation {

    @Override
    public About about() {
        return new About("I1_V5_3", "v5.3", "4ea899ead278", "iomap: fix a use-after-free in iomap_dio_rw", "I0_V4_15",
                About.Origin.GENERATION, List.of());
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V5_3(kernel);
    }

    @Override
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new XfsV5_3(kernel, sb, iomap(kernel), bdev, UserPages.of(kernel));
    }
}

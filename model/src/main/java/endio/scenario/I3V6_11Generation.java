// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V6_7;
import endio.iomap.IomapDirectIo;
import endio.iomap.V6_11;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;

/** The issuer may complete a request; ext4 grows its sizes in end_io. */
public class I3V6_11Generation extends I2V6_1Generation {

    @Override
    public About about() {
        return new About("I3_V6_11", "v6.11", "8c052fb3002e", "iomap: support IOCB_DIO_CALLER_COMP", "I2_V6_1",
                About.Origin.GENERATION, List.of());
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V6_11(kernel);
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V6_7(kernel, sb, iomap(kernel), bdev, options);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.xfs.Xfs;
import endio.iomap.IomapDirectIo;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;

/**
 * A generation of the other engine, iomap. Until v5.4 XFS has it and ext4 has not; file systems that map with a
 * {@code get_block} are put on it as ext2 is later. A patch of it overrides {@link #iomap}.
 */
public abstract class IomapGeneration implements Generation {

    /** Its engine. */
    public abstract IomapDirectIo iomap(Kernel kernel);

    /** Its XFS. */
    public Xfs xfs(Kernel kernel, SuperBlock sb, BlockDevice bdev) {
        return new Xfs(kernel, sb, iomap(kernel), bdev, UserPages.of(kernel));
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new OnIomap(kernel, iomap(kernel));
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        throw new IllegalStateException("ext4 of " + id() + " does not use iomap");
    }

    @Override
    public boolean mounts(Mount.Type type) {
        return type == Mount.Type.PLAIN || type == Mount.Type.CONVERTING || type == Mount.Type.XFS;
    }

    @Override
    public EndIo endIo() {
        return EndIo.ANSWERS;
    }
}

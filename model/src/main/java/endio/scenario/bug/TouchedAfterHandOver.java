// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_11Generation;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import org.jspecify.annotations.Nullable;

/** B16: once the io_end is handed over to the worker, the iocb may be complete and gone. */
public final class TouchedAfterHandOver extends V3_11Generation {
    static final Bug BUG = Bug.fromMemory("B16", "ext4: Fix racy use-after-free in ext4_end_io_dio()", "")
            .in("ext4_end_io_dio, fs/ext4/inode.c").actors("bio", "worker")
            .generation("S14", "ext4-aio-unwritten", "b16", "V3_11");

    @Override
    public About about() {
        return super.about().bug("b16", "", "the iocb is written to after its io_end is queued", "S14",
                "ext4-aio-unwritten");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_11(kernel, sb, core, bdev, options) {
            @Override
            protected long endIoDio(Ext4Inode inode, Kiocb iocb, long offset, long size, @Nullable Object priv,
                    long ret, boolean async) {
                IoEnd ioEnd = (IoEnd) iocb.priv().load();
                if (ioEnd == null) {
                    return super.endIoDio(inode, iocb, offset, size, priv, ret, async);
                }
                ioEnd.offset.store(offset);
                ioEnd.size.store(size);
                if (async) {
                    ioEnd.iocb.store(iocb);
                    ioEnd.result.store(ret);
                }
                putIoEndDefer(ioEnd);
                iocb.priv().store(null);
                return 0;
            }
        };
    }
}

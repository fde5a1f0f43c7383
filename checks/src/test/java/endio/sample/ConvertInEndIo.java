// SPDX-License-Identifier: GPL-2.0-or-later
package endio.sample;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import org.jspecify.annotations.Nullable;

/** The callback converts whoever owns the io_end, instead of leaving it to whoever puts it last. */
public final class ConvertInEndIo extends V3_12Generation {

    @Override
    public About about() {
        return super.about().patch("convert-in-end-io", "ext4_end_io_dio converts before it puts");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected long endIoDio(Ext4Inode inode, Kiocb iocb, long offset, long size, @Nullable Object priv, long ret,
                    boolean async) {
                IoEnd ioEnd = (IoEnd) iocb.priv().load();
                if (ioEnd != null && (ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0) {
                    convertUnwrittenExtents(null, inode, offset, size, iocb.req(), ioEnd);
                    clearIoUnwrittenFlag(ioEnd);
                }
                return super.endIoDio(inode, iocb, offset, size, priv, ret, async);
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.BlockDevice;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;

/** The end of {@code ext4_ext_direct_IO} does not look at the result. */
public final class ConvertOnError extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("convert-on-error", "a synchronous write that failed is converted",
                "S23", "ext4-sync-error")
                .also("S24");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected long extDirectWrite(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset,
                    boolean overwrite) {
                long ret = super.extDirectWrite(iocb, inode, iov, offset, overwrite);
                if (ret < 0 && inode.stateFlags().test(Ext4Inode.STATE_DIO_UNWRITTEN)) {
                    long bytes = iov.stream().mapToLong(IoVec::len).sum();
                    convertUnwrittenExtents(null, inode, offset, bytes, iocb.req(), null);
                }
                return ret;
            }
        };
    }
}

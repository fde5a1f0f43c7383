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

/** What keeps truncate out while the submitter converts, when it was the core that completed (K1). */
public final class NoExtraCount extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("no-extra-count", "ext4 holds no i_dio_count of its own",
                "S8", "ext4-aio-unwritten");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected long extDirectIo(boolean write, Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset) {
                if (!write || offset + iov.stream().mapToLong(IoVec::len).sum() > inode.iSize().load()) {
                    return indDirectIo(write, iocb, inode, iov, offset);
                }
                return extDirectWrite(iocb, inode, iov, offset, false);
            }
        };
    }
}

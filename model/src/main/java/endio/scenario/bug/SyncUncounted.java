// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.DirectIo;
import endio.directio.V3_11;
import endio.fs.ext4.Ext4Inode;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_11Generation;
import endio.vfs.BlockDevice;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import java.util.List;

/** B03: the core's count is down when a synchronous write comes to its conversion. */
public final class SyncUncounted extends V3_11Generation {
    static final Bug BUG = Bug.read("B03", "ext4: protect extent conversion after DIO with i_dio_count", "e83403959fdd")
            .in("ext4_ext_direct_IO, fs/ext4/inode.c").actors("synchronous submitter", "whoever waits for the count")
            .generation("S8", "ext4-sync-unwritten", "b03", "V3_11");

    @Override
    public About about() {
        return super.about().bug("b03", "e83403959fdd", "ext4 holds no i_dio_count of its own",
                "S8", "ext4-sync-unwritten");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_11(kernel, sb, core, bdev, options) {
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

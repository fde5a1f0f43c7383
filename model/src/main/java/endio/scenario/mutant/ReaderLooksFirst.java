// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.directio.DirectIo;
import endio.event.InodeEvent;
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
import java.util.Set;

/** What a missing full barrier in the reader can come to: the store of the count after the load of the flag. */
public final class ReaderLooksFirst extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("reader-looks-first", "a direct reader looks at the flag and then counts itself",
                "S29", "ext4-read-nolock-punch")
                .also("S30", "S31");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_12(kernel, sb, core, bdev, options) {
            @Override
            protected long indDirectRead(Kiocb iocb, Ext4Inode inode, List<IoVec> iov, long offset) {
                if (inode.stateFlags().test(Ext4Inode.STATE_DIOREAD_LOCK)) {
                    return super.indDirectRead(iocb, inode, iov, offset);
                }
                kernel().say(new InodeEvent.UnlockedDioSeen(inode.ino(), iocb.req(), false));
                inode.dioBegin();
                long ret = blockdevDirectIo(false, iocb, inode, iov, offset, this::ext4GetBlock, null, Set.of());
                inode.dioDone();
                return ret;
            }
        };
    }
}

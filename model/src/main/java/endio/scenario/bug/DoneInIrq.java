// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.DirectIo;
import endio.directio.V3_11;
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

/** B02: the count went down where the bio ended, and the conversion was still to come. */
public final class DoneInIrq extends V3_11Generation {
    static final Bug BUG =
            Bug.read("B02", "ext4: fix race between unwritten extent conversion and truncate", "266991b13890")
            .in("ext4_end_io_dio, fs/ext4/inode.c").actors("submitter", "bio", "worker", "truncate")
            .generation("S8", "ext4-aio-truncate", "b02", "V3_11");

    @Override
    public About about() {
        return super.about().bug("b02", "266991b13890", "inode_dio_done comes before the conversion",
                "S29", "ext4-aio-truncate")
                .also("S7", "S8");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_11(kernel, sb, core, bdev, options) {
            @Override
            protected void markDirect(IoEnd ioEnd) {}

            @Override
            protected long endIoDio(Ext4Inode inode, Kiocb iocb, long offset, long size,
                    @Nullable Object priv, long ret,
                    boolean async) {
                boolean owned = iocb.priv().load() != null;
                super.endIoDio(inode, iocb, offset, size, priv, ret, async);
                if (owned) {
                    inode.dioDone();
                }
                return 0;
            }
        };
    }
}

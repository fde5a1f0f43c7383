// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.DirectIo;
import endio.directio.V3_11;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.IoEnd;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_11Generation;
import endio.vfs.BlockDevice;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;

/**
 * B04: the signal may let the last reference of the inode go, whose count is then dropped. That the inode is freed
 * is not
 * modelled here: S7 judges the order that its life hangs on.
 */
public final class SignalledBeforeDone extends V3_11Generation {
    static final Bug BUG = Bug.read("B04", "ext4: fix possible use-after-free with AIO", "")
            .in("ext4_end_io, fs/ext4/page-io.c").actors("worker", "application that closes", "evict")
            .generation("S7", "ext4-aio-unwritten", "b04", "V3_11");

    @Override
    public About about() {
        return super.about().bug("b04", "", "the iocb is completed before inode_dio_done", "S7", "ext4-aio-unwritten");
    }

    @Override
    public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        return new Ext4V3_11(kernel, sb, core, bdev, options) {
            @Override
            protected void releaseIoEnd(IoEnd ioEnd) {
                dropIoendCount(ioEnd);
                finishBios(ioEnd);
                Kiocb iocb = ioEnd.iocb.load();
                if (iocb != null) {
                    iocb.aioComplete(ioEnd.result.load());
                }
                if ((ioEnd.flag.load() & IoEnd.DIRECT) != 0) {
                    ioEnd.inode().dioDone();
                }
                freeIoEnd(ioEnd);
            }
        };
    }
}

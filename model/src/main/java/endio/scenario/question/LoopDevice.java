// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.event.ContextKind;
import endio.fs.ext4.Ext4File;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.List;

/**
 * A loop device in direct mode (drivers/block/loop.c@bc07c10a3603, v4.4): each bio becomes an asynchronous direct request on a
 * file of another file system.
 */
final class LoopDevice extends BlockDevice {
    private static final long SECTOR = 512;
    private final Ext4File backing;
    private final int firstReq;

    /**
     * @param backing the file below
     * @param firstReq number of its first request
     */
    LoopDevice(Kernel kernel, Ext4File backing, int firstReq) {
        super(kernel, backing.inode().blkbits());
        this.backing = backing;
        this.firstReq = firstReq;
    }

    /** {@code loop_queue_rq}: a thread of the device takes it from there. */
    @Override
    protected void accept(Bio bio) {
        int cmd = kernel().machine().number("loop_cmd").number();
        Kiocb iocb = new Kiocb(kernel(), firstReq + cmd, false, bio.sector() * SECTOR);
        kernel().spawnTask("loop" + cmd, () -> loRwAio(iocb, bio));
        kernel().spawn(ContextKind.IRQ, "irq/loop" + cmd, () -> loRwAioComplete(iocb, bio));
    }

    /** {@code lo_rw_aio}. */
    private void loRwAio(Kiocb iocb, Bio bio) {
        List<IoVec> iov = List.of(new IoVec(0, bio.size()));
        if (bio.write()) {
            backing.dioWrite(iocb, iov, bio.sector() * SECTOR, false);
        } else {
            backing.dioRead(iocb, iov, bio.sector() * SECTOR);
        }
    }

    /** {@code lo_rw_aio_complete}: {@code blk_mq_complete_request} ends the bio in an interrupt, once the kiocb is complete. */
    private void loRwAioComplete(Kiocb iocb, Bio bio) {
        iocb.awaitReported();
        end(bio, false);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.directio.DirectIo;
import endio.event.IoEndEvent;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.vfs.BlockDevice;
import endio.vfs.BufferHead;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import org.jspecify.annotations.Nullable;

/**
 * ext4 in commit 7b7a8665edd8 (v3.12): a mapping whose io_end is unwritten asks the core to complete in process context, and
 * the callback converts there at once. The core completes, so an io_end knows no kiocb; works without a reserved handle
 * are gone.
 */
public class Ext4V3_12 extends Ext4V3_11 {

    /** As {@link Ext4V3_11#Ext4V3_11(Kernel, SuperBlock, DirectIo, BlockDevice, Ext4Options, Journal)}. */
    public Ext4V3_12(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options, Journal journal) {
        super(kernel, sb, core, bdev, options, journal);
    }

    /** A mount of {@code bdev} whose journal fails when the kernel's faults say so. */
    public Ext4V3_12(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
        super(kernel, sb, core, bdev, options);
    }

    /**
     * {@code _ext4_get_block}: looks at the current io_end after every successful mapping, whoever asks, and asks for
     * deferral if it is unwritten. A reader holds nothing that keeps the io_end alive.
     */
    @Override
    protected void mapBh(Ext4Inode inode, int req, MapBlocks map, BufferHead bh) {
        IoEnd ioEnd = inodeAio(inode, req);
        super.mapBh(inode, req, map, bh);
        if (ioEnd != null && (ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0) {
            bh.set(BufferHead.State.DEFER_COMPLETION);
            kernel().say(new IoEndEvent.SetDefer(req));
        }
    }

    /** {@code ext4_end_io_dio}: in process context if anything is unwritten, so the put may convert; its error is dropped. */
    @Override
    protected long endIoDio(Ext4Inode inode, Kiocb iocb, long offset, long size, @Nullable Object priv, long ret,
            boolean async) {
        IoEnd ioEnd = (IoEnd) iocb.priv().load();
        if (ioEnd == null) {
            return 0;
        }
        iocb.priv().store(null);
        ioEnd.offset.store(offset);
        ioEnd.size.store(size);
        putIoEnd(ioEnd);
        return 0;
    }

    /** {@code ext4_ext_direct_IO}: {@code EXT4_IO_END_DIRECT} is gone. */
    @Override
    protected void markDirect(IoEnd ioEnd) {}

    /** {@code ext4_ext_direct_IO}: without that flag there is nothing to clear. */
    @Override
    protected void nothingSubmitted(Kiocb iocb, IoEnd ioEnd) {
        kernel().warnOn((ioEnd.flag.load() & IoEnd.UNWRITTEN) != 0, "io_end still flagged unwritten");
        putIoEnd(ioEnd);
        iocb.priv().store(null);
    }

    /** {@code ext4_release_io_end}: {@code i_dio_count} and the kiocb are the core's. */
    @Override
    protected void releaseIoEnd(IoEnd ioEnd) {
        dropIoendCount(ioEnd);
        finishBios(ioEnd);
        freeIoEnd(ioEnd);
    }

    /** {@code ext4_add_complete_io}: for writeback alone, with a reserved handle. */
    @Override
    public void addCompleteIo(IoEnd ioEnd) {
        Ext4Inode inode = ioEnd.inode();
        kernel().warnOn(ioEnd.handle.load() == null, "no reserved handle");
        inode.iCompletedIoLock.lockIrqsave();
        queueAndAppend(inode.iRsvConversionList, "rsv", rsvConversionWq(), inode.iRsvConversionWork, ioEnd);
        inode.iCompletedIoLock.unlock();
    }

    /** {@code ext4_fill_super}: one queue less. */
    @Override
    public void fillSuper() {
        fillSuper(false);
    }

    /** {@code ext4_alloc_inode}: one work item less. */
    @Override
    public void allocInode(Ext4Inode inode) {
        inode.iRsvConversionWork.init(() -> endIoRsvWork(inode));
    }

    /** {@code ext4_sync_fs}: one queue less. */
    @Override
    protected void flushConversions() {
        wq(rsvConversionWq()).flush();
    }

    /** {@code ext4_put_super}: one queue less. */
    @Override
    protected void destroyConversionWqs() {
        wq(rsvConversionWq()).destroy();
    }

    /** {@code generic_shutdown_super}: the core's queue goes when no inode is left that could queue on it. */
    @Override
    protected void destroyDioDoneWq() {
        WorkQueue wq = sb().sDioDoneWq().load();
        if (wq != null) {
            wq.destroy();
            sb().sDioDoneWq().store(null);
        }
    }
}

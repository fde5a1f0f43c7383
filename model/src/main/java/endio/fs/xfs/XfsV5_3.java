// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.event.Errno;
import endio.iomap.IomapDirectIo;
import endio.kernel.Kernel;
import endio.kernel.WorkQueue;
import endio.vfs.BlockDevice;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Set;

/**
 * XFS of v5.3:
 * <ul>
 * <li>cb357bf3d105 (v5.2) collects the ioends of an inode's writeback on a list of the inode, and one work takes them
 *     all.
 * <li>2032a8a27b5c (v5.1) keeps the lock of an unaligned direct write until it has ended.
 * </ul>
 */
public class XfsV5_3 extends Xfs {

    /** A mount of {@code bdev} over the iomap engine of its kernel. */
    public XfsV5_3(Kernel kernel, SuperBlock sb, IomapDirectIo engine, BlockDevice bdev, UserPages userPages) {
        super(kernel, sb, engine, bdev, userPages);
    }

    /** {@code xfs_file_dio_aio_write}: alone before it and until its end. */
    @Override
    protected long dioWriteUnaligned(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        ip.lock(iocb.req());
        drain(ip);
        long ret = dioWrite(ip, iocb, iov, Set.of());
        if (ret == -Errno.EIOCBQUEUED) {
            unalignedQueued(ip);
        }
        ip.unlock(iocb.req());
        return ret;
    }

    /** An unaligned write is on its way: {@code inode_dio_wait} again. */
    protected void unalignedQueued(XfsInode ip) {
        ip.dioWait();
    }

    @Override
    protected XfsAops aops(WorkQueue mUnwrittenWorkqueue) {
        return new XfsAops(kernel(), this, bdev(), mUnwrittenWorkqueue) {
            @Override
            protected void prepare(XfsInode ip) {
                ip.iIoendWork.init(() -> endInodeIo(ip));
            }

            /** {@code xfs_end_bio}: the work is queued with the first ioend of the list. */
            @Override
            protected void queue(Ioend ioend) {
                XfsInode ip = ioend.ip();
                ip.iIoendLock.lockIrqsave();
                if (ip.iIoendList.isEmpty()) {
                    WorkQueue.queueWork(kernel(), mUnwrittenWorkqueue(), ip.iIoendWork);
                }
                ip.iIoendList.addTail(ioend);
                ip.iIoendLock.unlock();
            }

            /** {@code xfs_end_io}: takes the whole list. */
            private void endInodeIo(XfsInode ip) {
                ip.iIoendLock.lockIrqsave();
                List<Ioend> all = ip.iIoendList.takeAll();
                ip.iIoendLock.unlock();
                all.forEach(this::endIo);
            }
        };
    }
}

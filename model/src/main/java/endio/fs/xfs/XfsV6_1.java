// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.event.Errno;
import endio.iomap.Iomap;
import endio.iomap.IomapDirectIo;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Set;

/**
 * XFS of v6.1: the end of a write looks at the size without the lock first. So a write inside the file takes no lock at
 * its end, which from v6.19 on may be in an interrupt. ed1128c2d0c8 (v5.12): an unaligned write of blocks that are all
 * written needs no zeros, and so is not alone.
 */
public class XfsV6_1 extends XfsV5_3 {

    /** A mount of {@code bdev} over the iomap engine of its kernel. */
    public XfsV6_1(Kernel kernel, SuperBlock sb, IomapDirectIo engine, BlockDevice bdev, UserPages userPages) {
        super(kernel, sb, engine, bdev, userPages);
    }

    /** {@code xfs_dio_write_end_io}, its check without the lock: sizes only grow here. */
    @Override
    protected boolean growInCore(XfsInode ip, long size) {
        return size > ip.iSize().load() && super.growInCore(ip, size);
    }

    /**
     * {@code xfs_file_dio_write_unaligned}: first as one of many, if nothing has to be allocated or zeroed; the mapping
     * says whether. Else alone, and it is waited for.
     */
    @Override
    protected long dioWriteUnaligned(XfsInode ip, Kiocb iocb, List<IoVec> iov) {
        if (iocb.kiPos().load() + length(iov) < ip.iSize().load()) {
            ip.lockShared(iocb.req());
            long ret = dioWrite(ip, iocb, iov, Set.of(IomapDirectIo.Flag.OVERWRITE_ONLY));
            ip.unlockShared(iocb.req());
            if (ret != -Errno.EAGAIN) {
                return ret;
            }
        }
        ip.lock(iocb.req());
        drain(ip);
        long ret = dioWrite(ip, iocb, iov, Set.of(IomapDirectIo.Flag.FORCE_WAIT));
        ip.unlock(iocb.req());
        return ret;
    }

    /** {@code xfs_direct_write_iomap_begin}: what {@code IOMAP_OVERWRITE_ONLY} refuses. */
    @Override
    protected boolean overwritesOnly(XfsInode ip, long pos, long length, Iomap iomap) {
        return iomap.type == Iomap.Type.MAPPED || iomap.type == Iomap.Type.UNWRITTEN && !unaligned(ip, pos, length);
    }

    /** {@code xfs_file_fallocate}: 249bd9087a52 (v5.5) waits for direct I/O. */
    @Override
    public void fallocate(XfsInode ip, long first, long len) {
        ip.lock(-1);
        ip.dioWait();
        allocFileSpace(ip, first, len);
        ip.unlock(-1);
    }
}

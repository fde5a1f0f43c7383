// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.xfs;

import endio.iomap.IomapDirectIo;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import endio.vfs.UserPages;

/**
 * XFS of v6.1: the end of a write looks at the size without the lock first. So a write inside the file takes no lock at
 * its end, which from v6.19 on may be in an interrupt.
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

    /** {@code xfs_file_fallocate}: 249bd9087a52 (v5.5) waits for direct I/O. */
    @Override
    public void fallocate(XfsInode ip, long first, long len) {
        ip.lock(-1);
        ip.dioWait();
        allocFileSpace(ip, first, len);
        ip.unlock(-1);
    }
}

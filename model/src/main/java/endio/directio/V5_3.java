// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.kernel.Kernel;
import endio.vfs.UserPages;

/**
 * v5.3: the error of a write that failed is no longer lost in {@code generic_write_sync}, which is called for good
 * ones only, and writes beyond the end are synchronous whatever the file system asks for ({@code DIO_ASYNC_EXTEND} is
 * gone).
 */
public class V5_3 extends V4_15 {

    /** Over memory that is all there unless the kernel's faults say otherwise. */
    public V5_3(Kernel kernel) {
        super(kernel);
    }

    /** Over {@code userPages}. */
    public V5_3(Kernel kernel, UserPages userPages) {
        super(kernel, userPages);
    }

    @Override
    protected boolean isAsync(Dio dio, long end) {
        return !dio.iocb.sync() && (!dio.write || end <= dio.inode.iSize().load());
    }

    /** {@code get_more_blocks}: nothing is inside an empty file. */
    @Override
    protected boolean insideFile(Dio dio, Sdio sdio, long fsStartblk) {
        long size = dio.inode.iSize().load();
        return size != 0 && Long.compareUnsigned(fsStartblk, (size - 1) >> dio.inode.blkbits()) <= 0;
    }

    @Override
    protected long writeSync(Dio dio, long offset, long transferred, long result) {
        return result > 0 ? genericWriteSync(dio, offset, result, result) : result;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.directio.DirectIo;
import endio.directio.DioSubmit;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.DioIodone;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The place of the core of fs/direct-io.c in an ext4 that does not use it. */
final class NoCore implements DirectIo {

    @Override
    public long blockdevDirectIo(boolean write, Kiocb iocb, Inode inode, BlockDevice bdev, List<IoVec> iov, long offset,
            GetBlock getBlock, @Nullable DioIodone endIo, @Nullable DioSubmit submitIo, Set<Flag> flags) {
        throw new IllegalStateException("this ext4 does its direct I/O through iomap");
    }

    @Override
    public void dioEndIo(Bio bio) {
        throw new IllegalStateException("this ext4 does its direct I/O through iomap");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import endio.directio.DioSubmit;
import endio.directio.DirectIo;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import endio.vfs.DioIodone;
import endio.vfs.GetBlock;
import endio.vfs.Inode;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A core that tells a script when it is called and when the file system's callback has returned. */
final class WatchedCore implements DirectIo {
    private final DirectIo core;
    private final Consumer<String> reach;

    WatchedCore(DirectIo core, Consumer<String> reach) {
        this.core = core;
        this.reach = reach;
    }

    @Override
    public long blockdevDirectIo(boolean write, Kiocb iocb, Inode inode, BlockDevice bdev, List<IoVec> iov, long offset,
            GetBlock getBlock, @Nullable DioIodone endIo, @Nullable DioSubmit submitIo, Set<Flag> flags) {
        int req = iocb.req();
        reach.accept("dio:" + req);
        DioIodone watched = endIo == null ? null : (kiocb, off, bytes, priv, ret, async) -> {
            long result = endIo.endIo(kiocb, off, bytes, priv, ret, async);
            reach.accept("end_io_done:" + req);
            return result;
        };
        return core.blockdevDirectIo(write, iocb, inode, bdev, iov, offset, getBlock, watched, submitIo, flags);
    }

    @Override
    public void dioEndIo(Bio bio) {
        core.dioEndIo(bio);
    }
}

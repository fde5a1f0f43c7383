// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.Errno;
import endio.event.RequestEvent;
import endio.vfs.IoVec;
import endio.vfs.Kiocb;
import java.util.List;

/**
 * The callers of direct I/O on an open file (fs/ext4/file.c, mm/filemap.c), and the AIO core's rule for what they return
 * (fs/aio.c): anything but {@code -EIOCBQUEUED} is reported at once, by whoever called.
 */
public final class Ext4File {
    private final Ext4V3_11 ext4;
    private final Ext4Inode inode;

    /** A file of {@code ext4}. */
    public Ext4File(Ext4V3_11 ext4, Ext4Inode inode) {
        this.ext4 = ext4;
        this.inode = inode;
    }

    /** The file system. */
    public Ext4V3_11 ext4() {
        return ext4;
    }

    /** {@code f_mapping->host}. */
    public Ext4Inode inode() {
        return inode;
    }

    /**
     * A direct write from its system call on.
     *
     * @param offset first byte
     * @param overwrite the caller found all blocks written; only with {@link Ext4Options#dioreadNolock}
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    public long dioWrite(Kiocb iocb, List<IoVec> iov, long offset, boolean overwrite) {
        issue(true, iocb, iov, offset, overwrite);
        long ret = ext4.fileDioWrite(iocb, inode, iov, offset, overwrite);
        return returned(iocb, ret);
    }

    /**
     * {@code generic_file_aio_read} of a file opened with {@code O_DIRECT}.
     *
     * @param offset first byte
     * @return bytes, a negative errno, or {@code -EIOCBQUEUED}
     */
    public long dioRead(Kiocb iocb, List<IoVec> iov, long offset) {
        issue(false, iocb, iov, offset, false);
        return returned(iocb, ext4.directIo(false, iocb, inode, iov, offset));
    }

    private void issue(boolean write, Kiocb iocb, List<IoVec> iov, long offset, boolean overwrite) {
        ext4.kernel().say(new RequestEvent.Issue(iocb.req(), inode.ino(), write, iocb.sync(), offset,
                DirectIoPath.length(iov), overwrite, inode.iSize().load(), inode.blkbits()));
    }

    private long returned(Kiocb iocb, long ret) {
        ext4.kernel().say(new RequestEvent.Return(iocb.req(), ret));
        if (ret != -Errno.EIOCBQUEUED) {
            iocb.returned(ret);
        }
        return ret;
    }

    /**
     * A buffered read of one block that is not in the page cache ({@code generic_file_aio_read}).
     *
     * @param lblk block
     * @return what it was
     */
    public BlockState bufferedRead(long lblk) {
        return ext4.readpage(inode, lblk);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import java.util.function.LongSupplier;

/** Direct writes and the page cache (mm/filemap.c of v3.11), for file systems over fs/direct-io.c. */
public final class Filemap {

    private Filemap() {}

    /**
     * {@code generic_file_direct_write}: writes back and drops the pages of the range, does the direct write, and drops what
     * readers have brought in meanwhile. An asynchronous write may still be on its way then. A file whose pages nobody looks
     * at has none.
     *
     * @param directIo {@code a_ops->direct_IO}
     * @return what it returned
     */
    public static long genericFileDirectWrite(Inode inode, long pos, long count, LongSupplier directIo) {
        if (!inode.hasPages() || count == 0) {
            return directIo.getAsLong();
        }
        inode.filemapWriteAndWaitRange(pos, pos + count - 1);
        drop(inode, pos, count);
        long ret = directIo.getAsLong();
        drop(inode, pos, count);
        return ret;
    }

    /**
     * {@code generic_file_direct_write} since v5.5 or near it, and {@code blkdev_direct_write} (block/fops.c): nothing is dropped
     * for a write that is still on its way. Whoever completes it has to, and for a block device nobody does.
     *
     * @param directIo {@code a_ops->direct_IO}
     * @return what it returned
     */
    public static long blkdevDirectWrite(Inode inode, long pos, long count, LongSupplier directIo) {
        if (!inode.hasPages() || count == 0) {
            return directIo.getAsLong();
        }
        inode.filemapWriteAndWaitRange(pos, pos + count - 1);
        drop(inode, pos, count);
        long ret = directIo.getAsLong();
        if (ret > 0) {
            drop(inode, pos, count);
        }
        return ret;
    }

    private static void drop(Inode inode, long pos, long count) {
        if (inode.nrpages().load() != 0) {
            inode.invalidateInodePages2Range(pos >> inode.blkbits(), (pos + count - 1) >> inode.blkbits());
        }
    }
}

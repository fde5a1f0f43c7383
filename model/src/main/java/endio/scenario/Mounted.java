// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.vfs.Inode;
import endio.vfs.Kiocb;

/**
 * A mounted file system with the files of a scenario, and what actors do to them, each in its own task. But for direct
 * requests they act on the first file.
 */
interface Mounted {

    /** A direct request from its system call to its return; reports it if nobody else will. */
    void request(Kiocb iocb, Actor.Request request);

    /** The first file's inode. */
    Inode inode();

    /** Whose data its device holds in a block of the first file, -1 nobody's. */
    long writer(long lblk);

    /** A read of one block that is not in the page cache: {@code written}, {@code unwritten} or {@code hole}. */
    String bufferedRead(long lblk);

    /** {@code truncate} to {@code size} bytes. */
    void truncate(long size);

    /** {@code fallocate} with {@code FALLOC_FL_PUNCH_HOLE}: {@code len} blocks from {@code first} on. */
    void punchHole(long first, long len);

    /** Another node of the cluster truncates the file to {@code size} bytes. */
    default void truncateElsewhere(long size) {
        throw new IllegalStateException("no other node knows this file");
    }

    /** {@code fsync}. */
    void fsync();

    /** {@code sync_fs}. */
    void syncFs();

    /** Writes dirty pages; {@code wb} numbers the flushers of a scenario. */
    void writeback(int wb, long first, int pages);

    /** {@code generic_shutdown_super}: no file is open any more. */
    void umount();

    /** {@code fallocate}: blocks are allocated, unwritten. */
    default void fallocate(long first, long len) {
        throw new IllegalStateException("fallocate is not modelled here");
    }

    /** A write of a page through the page cache. */
    default void bufferedWrite(long page) {
        throw new IllegalStateException("buffered writes are not modelled here");
    }

    /** {@code evict}: nobody has the first file open, and it has no name: its blocks go. */
    void evict();
}

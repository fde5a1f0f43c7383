// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

import java.util.List;

/** Transactions, block map and conversion. */
public sealed interface FileSystemEvent extends Event {

    /**
     * Conversion of unwritten extents begins: a transaction is about to start.
     *
     * @param call number of this conversion in the execution, from 1
     * @param req the request that it is done for, -1 writeback or not known
     * @param ioEnd the io_end that asked for it, -1 none
     * @param off first byte
     * @param bytes length; whole blocks around it are converted
     * @param handle the reserved handle, -1 none
     */
    record ConvertBegin(int call, int req, int ino, int ioEnd, long off, long bytes, int handle) implements FileSystemEvent {}

    /** It is over; {@code converted} are the runs of blocks that were unwritten and are written now. */
    record ConvertEnd(int call, int req, int ino, int ioEnd, long off, long bytes, int handle, int ret, List<BlockRun> converted)
            implements FileSystemEvent {}

    /** {@code len} blocks from {@code lblk} on. */
    record BlockRun(long lblk, long len) {}

    /** The block map was asked; {@code state} is {@code mapped}, {@code unwritten} or {@code hole} if {@code ret} is not negative. */
    record Map(int req, long lblk, long want, int flags, int ret, String state) implements FileSystemEvent {}

    /** A transaction is started, or fails with {@code ret}. */
    record JournalStart(int handle, int ret) implements FileSystemEvent {}

    /** A transaction is stopped. */
    record JournalStop(int handle) implements FileSystemEvent {}

    /** A reserved handle is made. */
    record Reserve(int handle) implements FileSystemEvent {}

    /** A reserved handle is given back unused. */
    record ReserveDrop(int handle) implements FileSystemEvent {}

    /** {@code i_data_sem}: {@code down_read}, {@code up_read}, {@code down_write}, {@code up_write}, {@code wait_read}, {@code wait_write}. */
    record DataSem(int ino, String op) implements FileSystemEvent, OfOperation {}

    /** The inode is put on the orphan list. */
    record OrphanAdd(int ino) implements FileSystemEvent {}

    /** It is taken off. */
    record OrphanDel(int ino) implements FileSystemEvent {}

    /** Blocks beyond the size are removed after a failed write. */
    record TruncateFailedWrite(int ino) implements FileSystemEvent {}

    /** A flusher writes pages; {@code via} is {@code writepages} or {@code writepage}. */
    record Writeback(int wb, long first, int pages, String via) implements FileSystemEvent {}

    /** It has submitted them. */
    record WritebackEnd(int wb, int ret) implements FileSystemEvent {}

    /** The flush that makes a write durable; {@code fsync}: it is an O_(D)SYNC request, otherwise nothing is done. */
    record GenericWriteSync(int req, long off, long bytes, boolean fsync, long ret) implements FileSystemEvent {}

    /** {@code fsync} or {@code sync_fs} is entered. */
    record SyncBegin(String what) implements FileSystemEvent {}

    /** It returns. */
    record SyncEnd(String what, int ret) implements FileSystemEvent {}

    /** The journal is destroyed, at umount. */
    record JournalDestroy() implements FileSystemEvent {}

    /** {@code put_super} is entered. */
    record PutSuper() implements FileSystemEvent {}

    /** {@code freeze_super} has waited for writers and synced: nothing may change the file system until it is thawed. */
    record Frozen() implements FileSystemEvent {}

    /** {@code thaw_super} is entered. */
    record Thaw() implements FileSystemEvent {}
}

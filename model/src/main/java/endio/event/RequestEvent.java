// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** The life of a request as its application and the AIO core see it. {@code req} numbers requests from 0. */
public sealed interface RequestEvent extends Event {

    /** Number of the request. */
    int req();

    /**
     * A request enters the file system.
     *
     * @param ino the inode, -1 not known
     * @param write false: a read
     * @param sync false: an asynchronous kiocb
     * @param off first byte in the file
     * @param bytes length of all vectors
     * @param overwrite the caller found all blocks written, so {@code i_mutex} may be dropped
     * @param iSize size of the file at this moment
     * @param blkbits {@code i_blkbits}: binary logarithm of the block size that block numbers count in, -1 not known
     */
    record Issue(int req, int ino, boolean write, boolean sync, long off, long bytes, boolean overwrite, long iSize, int blkbits)
            implements RequestEvent {

        /** An entry of which neither the inode nor the block size is known, as in a recording that does not tell them. */
        public Issue(int req, boolean write, boolean sync, long off, long bytes, boolean overwrite, long iSize) {
            this(req, -1, write, sync, off, bytes, overwrite, iSize, -1);
        }
    }

    /** The request is O_(D)SYNC, or of an inode that is, and something is left to be made durable when its data is written. */
    record Durable(int req) implements RequestEvent {}

    /**
     * The submission returns.
     *
     * @param ret a byte count or a negative errno; {@link Errno#EIOCBQUEUED} if somebody else will complete it
     */
    record Return(int req, long ret) implements RequestEvent {}

    /**
     * The application can see the completion from here on: {@code aio_complete}, {@code ki_complete}.
     *
     * @param res a byte count or a negative errno
     * @param kiPos file position in the kiocb at this moment
     */
    record AioComplete(int req, long res, long kiPos) implements RequestEvent {}
}

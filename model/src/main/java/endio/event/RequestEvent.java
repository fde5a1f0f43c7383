// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** The life of a request as its application and the AIO core see it. {@code req} numbers requests from 0. */
public sealed interface RequestEvent extends Event {

    /** Number of the request. */
    int req();

    /**
     * A request enters the file system.
     *
     * @param write false: a read
     * @param sync false: an asynchronous kiocb
     * @param off first byte in the file
     * @param bytes length of all vectors
     * @param overwrite the caller found all blocks written, so {@code i_mutex} may be dropped
     * @param iSize size of the file at this moment
     */
    record Issue(int req, boolean write, boolean sync, long off, long bytes, boolean overwrite, long iSize)
            implements RequestEvent {}

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

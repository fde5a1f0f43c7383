// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** What only the iomap engine does; the rest of its life is told by {@link DioEvent}. */
public sealed interface IomapEvent extends Event {

    /**
     * {@code iomap_begin} has answered. If {@code ret} is not 0, the fields after it mean nothing.
     *
     * @param off first byte asked for
     * @param bytes length asked for
     * @param ret 0 or a negative errno
     * @param mapOff first byte of the mapping
     * @param mapBytes its length
     * @param type {@code hole}, {@code delalloc}, {@code mapped}, {@code unwritten}, {@code inline}
     * @param fresh {@code IOMAP_F_NEW}
     * @param dirty {@code IOMAP_F_DIRTY}: metadata is not on disk yet
     * @param shared {@code IOMAP_F_SHARED}
     * @param addr byte on the device, -1 none
     */
    record IomapBegin(int req, long off, long bytes, int ret, long mapOff, long mapBytes, String type, boolean fresh,
            boolean dirty, boolean shared, long addr) implements IomapEvent {}

    /** {@code iomap_end} has answered; {@code written} bytes of the mapping were used. */
    record IomapEnd(int req, long off, long bytes, long written, int ret) implements IomapEvent {}

    /** The first error of a dio: a negative errno. Later ones are dropped and have no event. */
    record SetError(int dio, int error) implements IomapEvent, OfOperation {}

    /**
     * The bio that is submitted next, by iomap or by the engine of block devices: whether it is written through, and whether it
     * zeroes the rest of a block.
     */
    record IomapBio(int dio, boolean fua, boolean zero) implements IomapEvent {}

    /** A hole is read: user memory is zeroed, {@code bytes} of {@code want}. */
    record ZeroIter(int req, long want, long bytes) implements IomapEvent {}

    /** Inline data is copied to the user, or from him, {@code bytes} of {@code want}. */
    record CopyIter(int req, boolean toUser, long want, long bytes) implements IomapEvent {}

    /** {@code mark_inode_dirty} after inline data was written. */
    record InodeDirty(int ino, int req) implements IomapEvent {}

    /** Cached pages could not be dropped: a buffered reader may see old data. */
    record StalePagecache(int ino) implements IomapEvent {}

    /** {@code fserror_report_io}: somebody who watches the file system for errors is told. */
    record Fserror(int ino, boolean write, long off, long bytes, int error) implements IomapEvent {}

    /** The iocb is handed to its issuer, who has to finish the request; {@code res} means nothing. */
    record KiCompleteDeferred(int req, long res) implements IomapEvent {}

    /** The issuer begins to finish it, in its own task. */
    record CallerStart(int req) implements IomapEvent {}
}

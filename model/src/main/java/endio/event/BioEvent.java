// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** Bios, numbered from 0 in the order of their submission over all requests. */
public sealed interface BioEvent extends Event {

    /**
     * {@code submit_bio}.
     *
     * @param req the direct request, or -1
     * @param dio its dio, or -1
     * @param ioEnd the io_end of a writeback bio, or -1
     * @param sector on the device, of 512 bytes
     * @param off offset in the file, -1 if none
     * @param bytes length
     * @param segs segments
     */
    record BioSubmit(int req, int dio, int ioEnd, int bio, boolean write, long sector, long off, long bytes, int segs)
            implements BioEvent {}

    /** The device ends the bio; its end callback follows. */
    record BioEnd(int bio, boolean ok) implements BioEvent {}

    /** The file system submits the bio itself; {@code logicalOff} is its offset in the file. */
    record FsSubmitIo(long logicalOff) implements BioEvent {}

    /** The file system's own bio callback. */
    record FsBioEndIo(int bio) implements BioEvent {}

    /** A bio of writeback is kept on its io_end until the conversion is done. */
    record BioAttach(int bio, int ioEnd) implements BioEvent, OfOperation {}
}

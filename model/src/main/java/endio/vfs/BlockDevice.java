// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.BioEvent;
import endio.event.Errno;
import endio.kernel.Kernel;

/**
 * A block device: takes bios and ends them, some time, in some order. Subclasses say when and how; this class numbers bios
 * and says what happened.
 */
public abstract class BlockDevice {
    private final Kernel kernel;
    private final int logicalBlockBits;

    /**
     * @param logicalBlockBits log2 of the logical block size
     */
    protected BlockDevice(Kernel kernel, int logicalBlockBits) {
        this.kernel = kernel;
        this.logicalBlockBits = logicalBlockBits;
    }

    /** {@code bdev_logical_block_size}, log2. */
    public final int logicalBlockBits() {
        return logicalBlockBits;
    }

    /** Segments that a bio takes; {@code BIO_MAX_PAGES} unless a subclass says less. */
    public int bioMaxPages() {
        return 256;
    }

    /** {@code bdev_fua}: whether it can write through its cache. */
    public boolean fua() {
        return false;
    }

    /** {@code bdev_write_cache}: whether it has a cache that loses power. */
    public boolean writeCache() {
        return true;
    }

    /**
     * {@code submit_bio}.
     *
     * @param req the direct request, or -1
     * @param dio its dio, or -1
     * @param ioEnd the io_end of a writeback bio, or -1
     * @param off offset in the file, -1 if none
     */
    public final void submitBio(Bio bio, int req, int dio, int ioEnd, long off) {
        bio.submitted(kernel.machine().number("submitted_bio").number());
        kernel.say(new BioEvent.BioSubmit(req, dio, ioEnd, bio.number(), bio.write(), bio.sector(), off, bio.size(),
                bio.segments()));
        accept(bio, req, off);
    }

    /** The same, for a device that keeps in mind whose data it gets, and where it belongs: see {@link #submitBio}. */
    protected void accept(Bio bio, int req, long off) {
        accept(bio);
    }

    /** The device has the bio: ends it now or lets somebody end it later, by {@link #end}. */
    protected abstract void accept(Bio bio);

    /** Ends {@code bio} in the calling context. */
    protected final void end(Bio bio, boolean error) {
        end(bio, error ? -Errno.EIO : 0);
    }

    /** Ends {@code bio} in the calling context with a status of 0 or a negative errno. */
    protected final void end(Bio bio, int status) {
        kernel.say(new BioEvent.BioEnd(bio.number(), status == 0));
        bio.endio(status);
    }

    /** The kernel it belongs to. */
    protected final Kernel kernel() {
        return kernel;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.Errno;
import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@code struct bio}. What is set while it is built stays as it is once it is submitted; only {@code bi_private} and the
 * status are written later, by whoever owns the bio then.
 */
public final class Bio {
    private final Pointer<Object> biPrivate;
    private final boolean write;
    private final long sector;
    private final ObjectId id;
    private final List<UserPages.Page> pages = new ArrayList<>();
    private Consumer<Bio> biEndIo;
    private int number = -1;
    private long size;
    private int segments;
    private long alignment;
    private int status;
    private boolean fua;
    private boolean alike;
    private final Plain biError;

    /**
     * @param sector first sector on the device, of 512 bytes
     * @param biEndIo called when the device has ended it
     */
    public Bio(Kernel kernel, boolean write, long sector, Consumer<Bio> biEndIo) {
        this.id = kernel.machine().number("bio");
        this.biPrivate = kernel.pointer(id, "bi_private", null);
        this.biError = kernel.plain(id, "bi_error", 0);
        this.write = write;
        this.sector = sector;
        this.biEndIo = biEndIo;
    }

    /** Its identity, in the order of allocation. */
    public ObjectId id() {
        return id;
    }

    /** {@code bi_private}: its owner, or the next bio of a list. */
    public Pointer<Object> biPrivate() {
        return biPrivate;
    }

    /** The device is to be written. */
    public boolean write() {
        return write;
    }

    /**
     * {@code bi_sector}.
     *
     * @throws IllegalStateException if others were said to be {@linkplain #alike like} this one: then nobody may ask
     */
    public long sector() {
        if (alike) {
            throw new IllegalStateException(id + " is one of several that are alike, and is asked for its sector");
        }
        return sector;
    }

    /** {@code bi_size} in bytes. */
    public long size() {
        return size;
    }

    /** {@code bi_vcnt}. */
    public int segments() {
        return segments;
    }

    /** {@code bio_add_page}: one segment more. */
    public void addSegment(long bytes) {
        segments++;
        size += bytes;
    }

    /** {@code bio_add_page}: one segment more, of a user page that the bio holds from now on. */
    public void addPage(UserPages.Page page, long bytes) {
        addSegment(bytes);
        pages.add(page);
    }

    /** The same for {@code bytes} from {@code offset} on in the page. */
    public void addPage(UserPages.Page page, long offset, long bytes) {
        addPage(page, bytes);
        alignment |= offset | bytes;
    }

    /** Offsets and lengths of its segments put together with "or", which a device checks against its alignment. */
    public long alignment() {
        return alignment;
    }

    /** The user pages that it holds, one for each segment. */
    public List<UserPages.Page> pages() {
        return List.copyOf(pages);
    }

    /** Puts another callback in the place of {@code bi_end_io}; only before it is submitted. */
    public void biEndIo(Consumer<Bio> biEndIo) {
        this.biEndIo = biEndIo;
    }

    /** The last segment grows. */
    public void growSegment(long bytes) {
        size += bytes;
    }

    /** Its number, in the order of submission; -1 before. */
    public int number() {
        return number;
    }

    /** For the block device: there are others that differ from this one in nothing but number and sector. */
    public void alike() {
        alike = true;
    }

    /** For the block device: numbers it. */
    public void submitted(int number) {
        this.number = number;
    }

    /** Whether it failed. */
    public boolean error() {
        return status != 0;
    }

    /** {@code blk_status_to_errno(bi_status)}: 0 or a negative errno. */
    public int status() {
        return status;
    }

    /**
     * {@code bi_error}, for a generation that reads it when the bio may be gone: the read is seen, the value is not used.
     */
    public Plain biError() {
        return biError;
    }

    /** {@code bio_endio}: ends it, {@code error} or not, in the calling context. */
    public void endio(boolean error) {
        endio(error ? -Errno.EIO : 0);
    }

    /** {@code bio_endio} with a status of 0 or a negative errno. */
    public void endio(int status) {
        this.status = status;
        biEndIo.accept(this);
    }

    /** {@code REQ_FUA}: a write that is durable when it ends. */
    public boolean fua() {
        return fua;
    }

    /** Sets {@code REQ_FUA}; only before it is submitted. */
    public void setFua() {
        fua = true;
    }

    /** The dio, io_end or bio in {@code bi_private}, for whoever knows which. */
    public <T> @Nullable T priv(Class<T> type) {
        return type.cast(biPrivate.load());
    }
}

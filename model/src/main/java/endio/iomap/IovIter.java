// SPDX-License-Identifier: GPL-2.0-or-later
package endio.iomap;

import endio.event.Errno;
import endio.event.MappingEvent;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.IoVec;
import endio.vfs.UserPages;
import java.util.List;

/** {@code struct iov_iter} over memory of the user: how far a request has got in its vectors. */
public final class IovIter {
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE_SIZE = 1 << PAGE_SHIFT;

    private final Kernel kernel;
    private final UserPages userPages;
    private final int req;
    private final boolean write;
    private final List<IoVec> vectors;
    private long done;
    private long count;

    /**
     * @param userPages the memory
     * @param req number of the request
     * @param write {@code iov_iter_rw}: data goes to the device
     */
    public IovIter(Kernel kernel, UserPages userPages, int req, boolean write, List<IoVec> vectors) {
        this.kernel = kernel;
        this.userPages = userPages;
        this.req = req;
        this.write = write;
        this.vectors = List.copyOf(vectors);
        for (IoVec vec : vectors) {
            count += vec.len();
        }
    }

    private IovIter(IovIter of) {
        this(of.kernel, of.userPages, of.req, of.write, of.vectors);
        this.done = of.done;
        this.count = of.count;
    }

    /** The same position, moved by itself from now on. */
    public IovIter copy() {
        return new IovIter(this);
    }

    /** {@code iov_iter_rw}: whether it is of a write. */
    public boolean write() {
        return write;
    }

    /** {@code iov_iter_count}: bytes that are left. */
    public long count() {
        return count;
    }

    /** {@code iov_iter_truncate}. */
    public void truncate(long most) {
        count = Math.min(count, most);
    }

    /** {@code iov_iter_reexpand}. */
    public void reexpand(long bytes) {
        count = bytes;
    }

    /** {@code iov_iter_advance}. */
    public void advance(long bytes) {
        done += bytes;
        count -= bytes;
    }

    /** {@code iov_iter_revert}. */
    public void revert(long bytes) {
        done -= bytes;
        count += bytes;
    }

    /** {@code iov_iter_alignment}: the addresses and lengths that are left, put together with "or". */
    public long alignment() {
        long all = 0;
        long left = count;
        long skip = done;
        for (IoVec vec : vectors) {
            long off = Math.min(skip, vec.len());
            skip -= off;
            long len = Math.min(vec.len() - off, left);
            if (len > 0) {
                all |= (vec.addr() + off) | len;
                left -= len;
            }
        }
        return all;
    }

    /** {@code iov_iter_npages}: pages that are left, at most {@code most}. */
    public int npages(int most) {
        long pages = 0;
        long left = count;
        long skip = done;
        for (IoVec vec : vectors) {
            long off = Math.min(skip, vec.len());
            skip -= off;
            long len = Math.min(vec.len() - off, left);
            if (len > 0) {
                pages += pages(vec.addr() + off, len);
                left -= len;
            }
        }
        return (int) Math.min(pages, most);
    }

    private static long pages(long addr, long len) {
        return ((addr & (PAGE_SIZE - 1)) + len + PAGE_SIZE - 1) >> PAGE_SHIFT;
    }

    /**
     * {@code __bio_iov_iter_get_pages} (block/bio.c): pins pages of the present vector for {@code bio} and moves on.
     *
     * @param most segments that the bio may have
     * @param unit what is added is cut to a multiple of this
     * @return 0 or a negative errno
     */
    public int getPages(Bio bio, int most, long unit) {
        long skip = done;
        int i = 0;
        while (skip >= vectors.get(i).len()) {
            skip -= vectors.get(i++).len();
        }
        long addr = vectors.get(i).addr() + skip;
        long len = Math.min(vectors.get(i).len() - skip, count);
        int want = (int) Math.min(pages(addr, len), most - bio.segments());
        long first = addr >> PAGE_SHIFT;
        kernel.mightSleep("iov_iter_get_pages");
        int pinned = userPages.getUserPages(req, first, want);
        kernel.say(new MappingEvent.GetPages(req, first, want, pinned));
        if (pinned <= 0) {
            return pinned == 0 ? -Errno.EFAULT : pinned;
        }
        long inPage = addr & (PAGE_SIZE - 1);
        long size = Math.min(len, ((long) pinned << PAGE_SHIFT) - inPage);
        size -= size % unit;
        for (long page = 0, left = size; page < pinned; page++) {
            if (left == 0) {
                userPages.put(new UserPages.Page(req, first + page));
                continue;
            }
            long bytes = Math.min(PAGE_SIZE - inPage, left);
            bio.addPage(new UserPages.Page(req, first + page), inPage, bytes);
            left -= bytes;
            inPage = 0;
        }
        advance(size);
        return size == 0 ? -Errno.EFAULT : 0;
    }

    /**
     * {@code bio_iov_iter_get_pages} from v4.17 on: pages of as many vectors as fit; an error counts if there is no
     * page.
     */
    public int getAllPages(Bio bio, int most, long unit) {
        int ret;
        do {
            ret = getPages(bio, most, unit);
        } while (ret == 0 && count > 0 && bio.segments() < most);
        return bio.segments() > 0 ? 0 : ret;
    }

    /** {@code iov_iter_zero}, {@code copy_to_iter}, {@code copy_from_iter}: moves on over what memory is there. */
    long touch(long bytes) {
        long touched = 0;
        while (touched < bytes && count > 0) {
            long skip = done;
            int i = 0;
            while (skip >= vectors.get(i).len()) {
                skip -= vectors.get(i++).len();
            }
            long want = Math.min(Math.min(vectors.get(i).len() - skip, count), bytes - touched);
            long there = userPages.touch(req, vectors.get(i).addr() + skip, want);
            touched += there;
            advance(there);
            if (there < want) {
                break;
            }
        }
        return touched;
    }
}

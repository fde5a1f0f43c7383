// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.Errno;
import endio.kernel.Kernel;

/**
 * The memory that requests read into and write from, by the page. Who holds a page is no part of the protocol, so page
 * counts are not cells; an implementation may count them to find leaks.
 */
public interface UserPages {

    /**
     * A page, counted from the start of its request's own user area; of no request (-1), a page of a file's page cache.
     *
     * @param index number of the page, or -1: {@code ZERO_PAGE}
     */
    record Page(int req, long index) {
        /** {@code ZERO_PAGE(0)}, whatever the request. */
        public static final Page ZERO = new Page(-1, -1);
    }

    /** Memory that is all there, unless the kernel's faults say {@code get_user_pages}: then it ends at that call. */
    static UserPages of(Kernel kernel) {
        return (req, first, want) ->
                kernel.faults().happens(kernel.machine(), "get_user_pages") ? -Errno.EFAULT : want;
    }

    /**
     * {@code get_user_pages_fast}: pins pages from {@code first} on.
     *
     * @return how many, at least 1, or a negative errno if not even the first
     */
    int getUserPages(int req, long first, int want);

    /**
     * {@code copy_to_iter}, {@code copy_from_iter}, {@code iov_iter_zero}: touches memory without pinning it.
     *
     * @return how many of the {@code bytes} from {@code addr} on are there
     */
    default long touch(int req, long addr, long bytes) {
        return bytes;
    }

    /** {@code page_cache_get}. */
    default void get(Page page) {}

    /** {@code page_cache_release}. */
    default void put(Page page) {}
}

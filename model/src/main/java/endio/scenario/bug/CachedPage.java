// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.Mutex;
import endio.kernel.Plain;
import java.util.function.LongSupplier;

/** A page of the page cache and its lock; 0 stands for no page. */
record CachedPage(Mutex lock, Plain page) {

    /** {@code invalidate_inode_pages2_range}. */
    void invalidate() {
        lock.lock();
        page.store(0);
        lock.unlock();
    }

    /** A buffered read, which reads the page in if it is not there. */
    long read(LongSupplier readpage) {
        lock.lock();
        if (page.load() == 0) {
            page.store(readpage.getAsLong());
        }
        long got = page.load();
        lock.unlock();
        return got;
    }
}

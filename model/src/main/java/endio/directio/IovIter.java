// SPDX-License-Identifier: GPL-2.0-or-later
package endio.directio;

import endio.vfs.IoVec;
import java.util.List;

/** {@code struct iov_iter}: how far a list of vectors was used up. On the submitter's stack. */
public final class IovIter {
    private final List<IoVec> iov;
    private int vec;
    private long done;

    /** At the beginning of {@code iov}. */
    public IovIter(List<IoVec> iov) {
        this.iov = List.copyOf(iov);
        skipEmpty();
    }

    /** {@code iov_iter_count}: bytes left. */
    public long count() {
        long left = -done;
        for (int i = vec; i < iov.size(); i++) {
            left += iov.get(i).len();
        }
        return left;
    }

    /** Address of the next byte. */
    public long address() {
        return iov.get(vec).addr() + done;
    }

    /** Bytes left in the present vector. */
    public long segment() {
        return iov.get(vec).len() - done;
    }

    /** {@code iov_iter_advance}, inside the present vector. */
    public void advance(long bytes) {
        done += bytes;
        skipEmpty();
    }

    private void skipEmpty() {
        while (vec < iov.size() && done >= iov.get(vec).len()) {
            done -= iov.get(vec).len();
            vec++;
        }
    }
}

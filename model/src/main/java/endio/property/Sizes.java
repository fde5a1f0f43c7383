// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.InodeEvent.SetIsize;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.List;

/** Sizes that files have had. */
final class Sizes {
    private record Change(int at, SetIsize event) {}

    private final List<Change> changes = new ArrayList<>();

    void on(int at, SetIsize event) {
        changes.add(new Change(at, event));
    }

    /** All sizes that the file of a request may have had from the moment it entered until now. */
    List<Long> since(Request r, Judge judge) {
        List<Long> sizes = new ArrayList<>();
        if (r.issue != null) {
            sizes.add(r.issue.iSize());
            for (Change change : changes) {
                boolean same = r.issue.ino() < 0 || r.issue.ino() == change.event().ino();
                if (same && !judge.before(change.at(), r.issuedAt)) {
                    sizes.add(change.event().iSize());
                }
            }
        }
        return sizes;
    }

    long largestSince(Request r, Judge judge) {
        return since(r, judge).stream().mapToLong(Long::longValue).max().orElse(Long.MAX_VALUE);
    }
}

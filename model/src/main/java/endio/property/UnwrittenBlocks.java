// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.MappingEvent.GetBlock;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.Map;

/** The blocks that each write found unwritten when it mapped them. */
final class UnwrittenBlocks {
    private final Map<Integer, Blocks> mapped = new HashMap<>();

    void on(GetBlock e) {
        if (e.req() >= 0 && e.ret() == 0 && e.unwritten()) {
            mapped.computeIfAbsent(e.req(), r -> new Blocks()).add(e.lblk(), e.lblk() + Math.min(e.len(), e.want()));
        }
    }

    /** Those within the first {@code bytes} of a write; all of them if the block size is not known; none of a read. */
    Blocks of(Request r, long bytes) {
        Blocks all = mapped.get(r.req);
        if (all == null || !r.write() || r.issue == null || bytes <= 0) {
            return new Blocks();
        }
        Blocks some = all.copy();
        if (r.issue.blkbits() >= 0) {
            int bits = r.issue.blkbits();
            some.keep(r.issue.off() >> bits, (r.issue.off() + bytes - 1 >> bits) + 1);
        }
        return some;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.InodeEvent.CacheDrop;
import endio.event.InodeEvent.CacheFill;
import endio.property.Ledger.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * S35. What is in the cache when all is over stays there. It is old if it is neither what the write left nor what another one
 * left that was not over before the write began.
 */
final class NoStaleCache extends LedgerMonitor {
    static final Property S35 = Rule.onLedger("S35", "no-stale-cache",
            "When a write is complete, no page of its range keeps what was there before.",
            Needs.END_STATE, NoStaleCache::new, CacheFill.class, CacheDrop.class);

    private record Page(int ino, long page) {}

    private record Filled(int at, CacheFill fill) {}

    private final Map<Page, Filled> cached = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof CacheFill e) {
            cached.put(new Page(e.ino(), e.page()), new Filled(at, e));
        } else if (event instanceof CacheDrop e) {
            cached.remove(new Page(e.ino(), e.page()));
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (!ending.quiescent()) {
            return;
        }
        for (Request r : ledger.requests()) {
            if (!r.write() || !r.succeeded() || r.issue == null || r.issue.blkbits() < 0) {
                continue;
            }
            judge.judged();
            long first = r.issue.off() >> r.issue.blkbits();
            long last = r.issue.off() + r.result() - 1 >> r.issue.blkbits();
            cached.forEach((page, filled) -> {
                if (page.ino() == r.issue.ino() && page.page() >= first && page.page() <= last && old(filled.fill(), r, judge)) {
                    judge.violated("Page " + page.page() + " still holds in the page cache what was there before " + r
                            + ", which is complete.", filled.at(), r.reportedAt());
                }
            });
        }
    }

    private boolean old(CacheFill fill, Request r, Judge judge) {
        if (fill.by() == r.req) {
            return false;
        }
        if (fill.by() < 0) {
            return true;
        }
        Request by = ledger.request(fill.by());
        return by.reportedAt() >= 0 && judge.before(by.reportedAt(), r.issuedAt);
    }
}

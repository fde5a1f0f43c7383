// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.IomapEvent.IomapBegin;
import endio.event.RequestEvent.AioComplete;
import endio.property.Ledger.Request;
import java.util.HashSet;
import java.util.Set;

/**
 * S47. Judged where a position is told: of requests that somebody else than their submission completes. Before v4.14 the
 * core leaves {@code ki_pos} to its callers, who do not move it for a request in flight; there, and only there, it may stay.
 */
final class PositionAdvances extends LedgerMonitor {
    static final Property S47 = Rule.onLedger("S47", "position-advances-once",
            "When a request is reported as good, ki_pos has moved by the bytes that are reported, once.",
            Needs.END_STATE, PositionAdvances::new, IomapBegin.class);

    private final Set<Integer> iomap = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof IomapBegin e) {
            iomap.add(e.req());
        } else if (event instanceof AioComplete e && e.res() > 0) {
            Request r = ledger.request(e.req());
            if (r.issue == null || e.kiPos() < 0) {
                return;
            }
            long moved = e.kiPos() - r.issue.off();
            if (moved != 0 || iomap.contains(e.req())) {
                judge.judged();
                if (moved != e.res()) {
                    judge.violated("The position of " + r + " moved by " + moved + " bytes, and " + e.res()
                            + " are reported: the next write goes elsewhere.", at);
                }
            }
        }
    }
}

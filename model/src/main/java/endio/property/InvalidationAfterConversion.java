// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.Gathered;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.InodeEvent.Invalidate;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Return;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.Map;

/**
 * S34. Judged of the invalidation by whoever completes the request, as v4.14 and later do it. Before, only a submitter
 * invalidates, who may long have returned: what comes of that is S35.
 */
final class InvalidationAfterConversion extends LedgerMonitor {
    static final Property S34 = Rule.onLedger("S34", "invalidation-after-conversion",
            "The completer of a write drops cached pages after the blocks are converted, and before the write is reported.",
            Needs.TOTAL_ORDER, InvalidationAfterConversion::new, ConvertEnd.class, Invalidate.class);

    private final Precedence conversionFirst = new Precedence();
    private final Precedence reportLast = new Precedence();
    /** The request that each thread completes. */
    private final Map<Integer, Integer> completes = new HashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Gathered e) {
            completes.put(where.thread(), e.req());
        } else if (event instanceof DioAlloc) {
            // The submitter completed an attempt that came to nothing, and tries again.
            completes.remove(where.thread());
        } else if (event instanceof Invalidate && completes.containsKey(where.thread())) {
            int req = completes.get(where.thread());
            if (ledger.request(req).write()) {
                judge.judged();
                conversionFirst.second(req, at, "Cached pages were dropped before request " + req
                        + " was converted: a reader may fill them with zeros again.", judge);
                reportLast.first(req, at, "request " + req + " was reported before cached pages of it were dropped.", judge);
            }
        } else if (event instanceof ConvertEnd e && ledger.reqOf(e.req(), e.ioEnd()) >= 0) {
            conversionFirst.first(ledger.reqOf(e.req(), e.ioEnd()), at,
                    "Cached pages were dropped before request " + ledger.reqOf(e.req(), e.ioEnd())
                    + " was converted: a reader may fill them with zeros again.", judge);
        } else if (event instanceof AioComplete e) {
            reported(ledger.request(e.req()), at, judge);
        } else if (event instanceof Return e) {
            reported(ledger.request(e.req()), at, judge);
        }
    }

    private void reported(Request r, int at, Judge judge) {
        if (r.reportedAt() == at) {
            completes.values().removeIf(req -> req == r.req);
            reportLast.second(r.req, at, r + " may be reported before cached pages of it are dropped.", judge);
        }
    }
}

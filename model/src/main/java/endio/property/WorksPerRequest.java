// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.MappingEvent.GetBlock;
import endio.event.WorkEvent.QueueWork;
import endio.property.Ledger.Bio;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Q2. Whether a work was needed is judged where a mapping asked for it; where the core decides by itself (O_(D)SYNC
 * from v3.12 on, cached pages from v4.14 on) it had its reasons.
 */
final class WorksPerRequest extends LedgerMonitor {
    static final Property Q2 = Rule.onLedger("Q2", "works-per-request",
            "A request's completion is queued at most once, and not because of a mapping if no block was new or"
            + " unwritten, it did not end beyond i_size, and no bio failed.",
            Needs.END_STATE, WorksPerRequest::new, GetBlock.class, QueueWork.class);

    private final Map<Integer, Integer> queued = new HashMap<>();
    private final Map<Integer, Integer> queuedAt = new HashMap<>();
    private final Set<Integer> asked = new HashSet<>();
    private final Set<Integer> needed = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof GetBlock e && e.ret() == 0) {
            if (e.defer()) {
                asked.add(e.req());
            }
            if (e.unwritten() || e.fresh()) {
                needed.add(e.req());
            }
        } else if (event instanceof QueueWork e && e.dio() >= 0 && e.queued()) {
            queued.merge(ledger.reqOfDio(e.dio()), 1, Integer::sum);
            queuedAt.put(ledger.reqOfDio(e.dio()), at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Request r : ledger.requests()) {
            if (r.bios.isEmpty()) {
                continue;
            }
            judge.judged();
            int works = queued.getOrDefault(r.req, 0);
            if (works > 1) {
                judge.violated(r + " was queued " + works + " times.", queuedAt.get(r.req));
            } else if (works == 1 && asked.contains(r.req) && !needed.contains(r.req) && !extended(r)
                    && r.bios.stream().noneMatch(Bio::failed)) {
                judge.violated(r + " met no new and no unwritten block, and its completion was deferred all the same.",
                        queuedAt.get(r.req));
            }
        }
    }

    /** Its end has a size to change, which may sleep. */
    private static boolean extended(Request r) {
        return r.issue != null && r.write() && r.issue.off() + r.issue.bytes() > r.issue.iSize();
    }
}

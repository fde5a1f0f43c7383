// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.WorkEvent.NoWorkers;
import endio.event.WorkEvent.QueueWork;
import endio.property.Ledger.Request;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** L7. What a queue can promise is one item at a time, by its rescuer: with that each request has to get on. */
final class ProgressUnderPressure extends LedgerMonitor {
    static final Property L7 = Rule.onLedger("L7", "progress-under-memory-pressure",
            "Where no worker can be made, a completion that was deferred gets done all the same, by the queue's rescuer.",
            Needs.END_STATE, ProgressUnderPressure::new, NoWorkers.class, QueueWork.class);

    private final Set<Integer> without = new HashSet<>();
    /** Requests whose completion was put on such a queue, with where. */
    private final Map<Request, Integer> deferred = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof NoWorkers e) {
            without.add(e.wq());
        } else if (event instanceof QueueWork e && e.queued() && without.contains(e.wq())) {
            int req = e.dio() >= 0 ? ledger.reqOfDio(e.dio()) : ledger.doing(where);
            if (req >= 0) {
                deferred.putIfAbsent(ledger.request(req), at);
            }
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        boolean over = ending.kind() == Ending.Kind.QUIESCENT || ending.kind() == Ending.Kind.STUCK;
        deferred.forEach((r, at) -> {
            if (over && r.allBiosEnded()) {
                judge.judged();
                if (r.reportedAt() < 0) {
                    judge.violated("The completion of " + r + " was deferred while no worker could be made, and never came.",
                            at);
                }
            }
        });
    }
}

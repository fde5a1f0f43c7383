// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.DioEvent.DeferCompletion;
import endio.event.Event;
import endio.event.MappingEvent.GetBlock;
import endio.event.WorkEvent.WqAlloc;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import endio.event.WorkEvent.WqPublish;
import endio.property.Ledger.Request;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Q5. Needed is a queue, from v3.12 on, by a request that has asked for deferral; from v4.14 on by each asynchronous
 * one.
 */
final class QueueCreation extends LedgerMonitor {
    static final Property Q5 = Rule.onLedger("Q5", "queue-created-when-needed",
            "A queue is allocated only for a request that may need it, only if none is published yet, and all but one"
            + " are destroyed again.",
            Needs.TOTAL_ORDER, QueueCreation::new, GetBlock.class, DeferCompletion.class, WqAlloc.class,
                    WqPublish.class,
            WqDestroy.class, WqDestroyed.class);

    private final Set<Integer> asked = new HashSet<>();
    private final Map<Integer, Integer> published = new LinkedHashMap<>();
    private final Map<Integer, Integer> destroyed = new LinkedHashMap<>();
    private final Set<Integer> left = new LinkedHashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof DeferCompletion e) {
            asked.add(e.req());
        } else if (event instanceof GetBlock e && e.ret() == 0 && e.defer()) {
            asked.add(e.req());
        } else if (event instanceof WqAlloc e && e.req() >= 0) {
            judge.judged();
            Request r = ledger.request(e.req());
            if (!asked.contains(e.req()) && !r.async()) {
                judge.violated(r + " allocated a workqueue that it cannot need.", at);
            }
            published.forEach((wq, since) -> {
                boolean gone = destroyed.containsKey(wq) && judge.before(destroyed.get(wq), at);
                if (judge.before(since, at) && !gone) {
                    judge.violated(r + " allocated a workqueue although workqueue " + wq + " was there.", since, at);
                }
            });
            if (e.wq() >= 0) {
                left.add(e.wq());
            }
        } else if (event instanceof WqPublish e && e.won()) {
            published.put(e.wq(), at);
        } else if (event instanceof WqDestroy e) {
            left.remove(e.wq());
        } else if (event instanceof WqDestroyed e) {
            destroyed.put(e.wq(), at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (ending.quiescent() && left.size() > 1) {
            judge.violated(left.size() + " workqueues are left of those that requests have allocated.");
        }
    }
}

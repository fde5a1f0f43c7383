// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.DioEvent.DeferCompletion;
import endio.event.Event;
import endio.event.MappingEvent.GetBlock;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WqAlloc;
import endio.event.WorkEvent.WqPublish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * S17. A queue that was there from the start is never allocated in the execution: then it is known only by what is
 * queued on it. A request that gets no queue fails, and what it still submits was mapped before it asked.
 */
final class QueueBeforeNeed implements Monitor {
    static final Property S17 = Rule.of("S17", "queue-before-need",
            "Once a request has asked for deferral, the queue is published before its next bio is submitted.",
            Needs.TOTAL_ORDER, QueueBeforeNeed::new, GetBlock.class, DeferCompletion.class, BioSubmit.class,
            WqAlloc.class,
            WqPublish.class, QueueWork.class);

    private final Set<Integer> asked = new HashSet<>();
    /** Where each request that had asked submitted its next bio. */
    private final Map<Integer, Integer> needed = new LinkedHashMap<>();
    /** Where a queue was published, whoever won: from there on there is one. */
    private final List<Integer> published = new ArrayList<>();
    private boolean allocated;
    private boolean queuedOnSome;
    private boolean queuedOnNull;

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof DeferCompletion e) {
            asked.add(e.req());
        } else if (event instanceof GetBlock e && e.ret() == 0 && e.defer()) {
            asked.add(e.req());
        } else if (event instanceof BioSubmit e && asked.contains(e.req())) {
            needed.putIfAbsent(e.req(), at);
        } else if (event instanceof WqAlloc e && e.req() >= 0) {
            allocated = true;
            if (e.wq() < 0) {
                asked.remove(e.req());
            }
        } else if (event instanceof WqPublish) {
            published.add(at);
        } else if (event instanceof QueueWork e && e.dio() >= 0) {
            queuedOnSome |= e.wq() >= 0;
            queuedOnNull |= e.wq() < 0;
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        boolean fromTheStart = !allocated && published.isEmpty() && queuedOnSome;
        boolean known = allocated || !published.isEmpty() || queuedOnNull;
        needed.forEach((req, at) -> {
            if (fromTheStart || !known) {
                return;
            }
            judge.judged();
            if (published.stream().noneMatch(publish -> judge.before(publish, at))) {
                int[] positions = published.isEmpty() ? new int[] {at} : new int[] {published.get(0), at};
                judge.violated("request " + req
                        + " asked for deferral and submitted a bio before the queue was published.",
                        positions);
            }
        });
    }
}

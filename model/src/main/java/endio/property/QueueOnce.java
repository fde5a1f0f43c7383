// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WqAlloc;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import endio.event.WorkEvent.WqPublish;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** S18. Judged of queues that requests allocate; those of a file system's own, made at mount, are its own business. */
final class QueueOnce implements Monitor {
    static final Property S18 = Rule.of("S18", "queue-created-once",
            "At most one queue of a super block is published at a time; whoever loses the race destroys its own,"
            + " unused.",
            Needs.TOTAL_ORDER, QueueOnce::new, WqAlloc.class, WqPublish.class, WqDestroy.class, WqDestroyed.class,
            QueueWork.class);

    private final Map<Integer, Integer> allocated = new LinkedHashMap<>();
    private final Map<Integer, Integer> published = new LinkedHashMap<>();
    private final Map<Integer, Integer> queued = new LinkedHashMap<>();
    private final Map<Integer, Integer> gone = new LinkedHashMap<>();
    private final Set<Integer> destroyed = new LinkedHashSet<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof WqAlloc e && e.req() >= 0 && e.wq() >= 0) {
            allocated.put(e.wq(), at);
        } else if (event instanceof WqPublish e && e.won()) {
            judge.judged();
            published.forEach((other, where0) -> {
                if (!gone.containsKey(other) || !judge.before(gone.get(other), at)) {
                    judge.violated("Workqueues " + other + " and " + e.wq() + " are both published.", where0, at);
                }
            });
            published.put(e.wq(), at);
        } else if (event instanceof WqDestroy e) {
            destroyed.add(e.wq());
        } else if (event instanceof WqDestroyed e) {
            gone.put(e.wq(), at);
        } else if (event instanceof QueueWork e && e.wq() >= 0) {
            queued.putIfAbsent(e.wq(), at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        allocated.forEach((wq, at) -> {
            if (published.containsKey(wq)) {
                return;
            }
            if (queued.containsKey(wq)) {
                judge.violated("Work was queued on workqueue " + wq + ", which lost the race.", queued.get(wq));
            }
            if (ending.quiescent() && !destroyed.contains(wq)) {
                judge.violated("Workqueue " + wq + " lost the race and was never destroyed.", at);
            }
        });
    }
}

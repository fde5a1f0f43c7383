// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.ObjectId;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * S48. {@code queue_work} that finds the item pending relies on the run to come for all that it has done before.
 * Where order
 * is that of the kernel's memory model this needs a full barrier in both; here it needs the item's PENDING bit to be
 * cleared
 * before the function looks at anything.
 */
final class FailedQueueWork implements Monitor {
    static final Property S48 = Rule.of("S48", "failed-queue-work-publishes",
            "Where queue_work finds its item pending, a later run of the item sees all that came before the call.",
            Needs.OBJECT_ORDER, FailedQueueWork::new, QueueWork.class, WorkStart.class);

    private final Map<Integer, ObjectId> failed = new LinkedHashMap<>();
    private final Map<ObjectId, List<Integer>> starts = new LinkedHashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof QueueWork e && !e.queued() && e.wq() >= 0) {
            failed.put(at, e.work());
        } else if (event instanceof WorkStart e) {
            starts.computeIfAbsent(e.work(), work -> new ArrayList<>()).add(at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (!ending.quiescent()) {
            return;
        }
        failed.forEach((at, work) -> {
            judge.judged();
            if (starts.getOrDefault(work, List.of()).stream().noneMatch(start -> judge.before(at, start))) {
                judge.violated(work
                        + " was pending already when it was to be queued, and no run of it comes after that.", at);
            }
        });
    }
}

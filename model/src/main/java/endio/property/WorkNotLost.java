// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.IoEndEvent.ListAdd;
import endio.event.IoEndEvent.ListDel;
import endio.event.ObjectId;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkStart;
import java.util.LinkedHashMap;
import java.util.Map;

/** L4. If a worker itself is stuck, what waits behind it is not lost. */
final class WorkNotLost implements Monitor {
    static final Property L4 = Rule.of("L4", "no-lost-work",
            "What was queued is run, as often as it was queued, and in the end no io_end is left on a list.",
            Needs.END_STATE, WorkNotLost::new, QueueWork.class, WorkStart.class, ListAdd.class, ListDel.class);

    private final Map<ObjectId, Integer> waiting = new LinkedHashMap<>();
    private final Map<ObjectId, Integer> queuedAt = new LinkedHashMap<>();
    private final Map<Integer, Integer> listed = new LinkedHashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof QueueWork e && e.queued()) {
            judge.judged();
            waiting.merge(e.work(), 1, Integer::sum);
            queuedAt.put(e.work(), at);
        } else if (event instanceof WorkStart e) {
            waiting.merge(e.work(), -1, Integer::sum);
        } else if (event instanceof ListAdd e) {
            judge.judged();
            listed.put(e.ioEnd(), at);
        } else if (event instanceof ListDel e) {
            listed.remove(e.ioEnd());
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        boolean workerStuck = ending.blocked().stream().anyMatch(b -> b.who().kind() == ContextKind.KWORKER);
        if (workerStuck || ending.kind() == Ending.Kind.CUT || ending.kind() == Ending.Kind.CRASHED) {
            return;
        }
        waiting.forEach((work, left) -> {
            if (left > 0) {
                judge.violated(work + " was queued and never run.", queuedAt.get(work));
            } else if (left < 0) {
                judge.violated(work + " was run more often than it was queued.");
            }
        });
        listed.forEach((ioEnd, at) ->
                judge.violated("io_end " + ioEnd + " was put on a list and never taken off.", at));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.ObjectId;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** S44. Also why v3.11 converts the io_ends of one inode one after the other: they share a work item. */
final class NonReentrancy implements Monitor {
    static final Property S44 = Rule.of("S44", "work-item-not-reentrant",
            "One work item is never run by two workers at once.",
            Needs.OBJECT_ORDER, NonReentrancy::new, WorkStart.class, WorkEnd.class);

    private static final class Run {
        final int thread;
        final int start;
        int end = -1;

        Run(int thread, int start) {
            this.thread = thread;
            this.start = start;
        }
    }

    private final Map<ObjectId, List<Run>> runs = new HashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof WorkStart e) {
            judge.judged();
            List<Run> earlier = runs.computeIfAbsent(e.work(), work -> new ArrayList<>());
            for (Run run : earlier) {
                if (run.end < 0 || !judge.before(run.end, at)) {
                    judge.violated(e.work() + " is run by two workers at once.", run.end < 0 ? run.start : run.end, at);
                }
            }
            earlier.add(new Run(where.thread(), at));
        } else if (event instanceof WorkEnd e) {
            runs.getOrDefault(e.work(), List.of()).stream()
                    .filter(run -> run.thread == where.thread() && run.end < 0)
                    .forEach(run -> run.end = at);
        }
    }
}

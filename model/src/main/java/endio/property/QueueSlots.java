// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.ObjectId;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * L11 and Q4: the slots of a queue. Of the queues known by name, ext4's two for conversions are allocated with a
 * {@code max_active} of 1.
 */
final class QueueSlots implements Monitor {
    static final Property L11 = Rule.of("L11", "max-active-does-not-block-dependency",
            "A work that occupies a slot of its queue never waits for ever while another one waits for a slot.",
            Needs.END_STATE, () -> new QueueSlots(false), QueueWork.class, WorkStart.class, WorkEnd.class);
    static final Property Q4 = Rule.of("Q4", "conversions-one-at-a-time",
            "Of ext4's queues for conversions, reserved or not, each runs one work at a time.",
            Needs.OBJECT_ORDER, () -> new QueueSlots(true), WorkStart.class, WorkEnd.class);

    private static final Set<String> ONE_AT_A_TIME = Set.of("rsv", "unrsv");

    private record Run(int wq, int start, ObjectId work) {}

    private final boolean overlap;
    /** What each thread runs. */
    private final Map<Integer, Run> running = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> ends = new HashMap<>();
    /** Queued and not yet run, with the queue. */
    private final Map<ObjectId, Integer> waiting = new LinkedHashMap<>();
    private final Map<ObjectId, Integer> queuedAt = new HashMap<>();

    private QueueSlots(boolean overlap) {
        this.overlap = overlap;
    }

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof QueueWork e && e.queued()) {
            waiting.put(e.work(), e.wq());
            queuedAt.put(e.work(), at);
        } else if (event instanceof WorkStart e) {
            waiting.remove(e.work());
            if (overlap && ONE_AT_A_TIME.contains(e.queue())) {
                alone(e, at, judge);
            }
            running.put(where.thread(), new Run(e.wq(), at, e.work()));
        } else if (event instanceof WorkEnd e) {
            running.remove(where.thread());
            if (overlap) {
                ends.computeIfAbsent(e.wq(), wq -> new ArrayList<>()).add(at);
            } else {
                judge.judged();
            }
        }
    }

    private void alone(WorkStart e, int at, Judge judge) {
        judge.judged();
        running.values().stream().filter(run -> run.wq() == e.wq()).forEach(run ->
                judge.violated(run.work() + " and " + e.work() + " run at once on workqueue " + e.queue()
                        + ".", run.start(), at));
        ends.getOrDefault(e.wq(), List.of()).stream().filter(end -> !judge.before(end, at)).forEach(end ->
                judge.violated(e.work() + " may run beside another work of workqueue " + e.queue() + ".", end, at));
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (overlap || ending.kind() != Ending.Kind.STUCK) {
            return;
        }
        for (Ending.Blocked blocked : ending.blocked()) {
            Run run = running.get(blocked.who().thread());
            if (run == null) {
                continue;
            }
            judge.judged();
            waiting.forEach((work, wq) -> {
                if (wq == run.wq()) {
                    judge.violated(run.work() + " waits for ever and keeps " + work + " from running.", run.start(),
                            queuedAt.get(work));
                }
            });
        }
    }
}

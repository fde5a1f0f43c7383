// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.WorkEvent.FlushBegin;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * L8 and L9: waiting for the works of a queue, and its end. A thread that has run to its end waits for nothing any
 * more.
 */
final class QueueShutdown implements Monitor {
    static final Property L8 = Rule.of("L8", "no-self-wait",
            "What runs on a queue never flushes or destroys that queue.",
            Needs.END_STATE, () ->
            new QueueShutdown(true), WorkStart.class, WorkEnd.class, FlushBegin.class, WqDestroy.class);
    static final Property L9 = Rule.of("L9", "shutdown-terminates",
            "The destruction of a queue, once begun, comes to its end.",
            Needs.END_STATE, () -> new QueueShutdown(false), WqDestroy.class, WqDestroyed.class);

    private final boolean selfWait;
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, Integer> destroying = new LinkedHashMap<>();

    private QueueShutdown(boolean selfWait) {
        this.selfWait = selfWait;
    }

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof WorkStart e) {
            running.put(where.thread(), e.wq());
        } else if (event instanceof WorkEnd) {
            running.remove(where.thread());
        } else if (event instanceof FlushBegin e) {
            waits(e.wq(), "flushes", at, where, judge);
        } else if (event instanceof WqDestroy e) {
            waits(e.wq(), "destroys", at, where, judge);
            destroying.put(e.wq(), at);
        } else if (event instanceof WqDestroyed e) {
            judge.judged();
            destroying.remove(e.wq());
        }
    }

    private void waits(int wq, String what, int at, Context where, Judge judge) {
        if (!selfWait) {
            return;
        }
        judge.judged();
        if (Integer.valueOf(wq).equals(running.get(where.thread()))) {
            judge.violated("A work that runs on workqueue " + wq + " " + what + " it, and so waits for itself.", at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (selfWait || ending.kind() != Ending.Kind.STUCK) {
            return;
        }
        destroying.forEach((wq, at) -> {
            judge.judged();
            judge.violated("The destruction of workqueue " + wq + " never ended.", at);
        });
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.MemoryEvent.Use;
import endio.event.ObjectId;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.event.WorkEvent.WqDestroy;
import java.util.HashMap;
import java.util.Map;

/**
 * S16. A work item may queue on its own queue while that is drained. Whose object a dio's item lies in is known: the
 * dio.
 */
final class QueueUse implements Monitor {
    static final Property S16 = Rule.of("S16", "no-use-after-free-workqueue",
            "Nothing is queued on a null queue, nor on one that is being destroyed except by its own items; a worker"
            + " does not touch an item after its function has returned.",
            Needs.OBJECT_ORDER, QueueUse::new, QueueWork.class, WqDestroy.class, WorkStart.class, WorkEnd.class,
                    Use.class);

    private static final int NONE = -1;

    private final Precedence queueBeforeDestroy = new Precedence();
    /** The queue whose item each thread runs. */
    private final Map<Integer, Integer> running = new HashMap<>();
    /** The item, or the dio that it lies in, that each thread has just run, and where that ended. */
    private final Map<Integer, Done> done = new HashMap<>();

    private record Done(ObjectId work, int dio, int at) {
        boolean is(ObjectId object) {
            return object.equals(work) || dio >= 0 && object.number() == dio && object.type().equals("dio");
        }
    }

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof QueueWork e) {
            judge.judged();
            if (e.wq() < 0 && e.queue().isEmpty()) {
                judge.violated(e.work() + " is queued on a null workqueue.", at);
            } else if (e.wq() >= 0 && running.getOrDefault(where.thread(), NONE) != e.wq()) {
                queueBeforeDestroy.first(e.wq(), at, e.work() + " is queued on workqueue " + e.wq()
                        + ", which is being destroyed.", judge);
            }
        } else if (event instanceof WqDestroy e) {
            queueBeforeDestroy.second(e.wq(), at, "Workqueue " + e.wq()
                    + " is destroyed while something may still be queued on it.", judge);
        } else if (event instanceof WorkStart e) {
            running.put(where.thread(), e.wq());
            done.remove(where.thread());
        } else if (event instanceof WorkEnd e) {
            running.remove(where.thread());
            done.put(where.thread(), new Done(e.work(), e.dio(), at));
        } else if (event instanceof Use e && done.containsKey(where.thread()) && done.get(where.thread())
                .is(e.object())) {
            judge.violated("The worker touches " + done.get(where.thread()).work()
                    + " after its function has returned.",
                    done.get(where.thread()).at(), at);
        }
    }
}

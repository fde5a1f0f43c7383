// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.MemoryEvent.Reuse;
import endio.event.ObjectId;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkStart;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * L12. A worker frees the dio that its item lies in before it returns; a new dio at that address may queue its own item
 * meanwhile, and {@code find_worker_executing_work} takes the two for one (kernel/workqueue.c@009bb421b6ce).
 */
final class FalseCollision implements Monitor {
    static final Property L12 = Rule.of("L12", "false-collision-is-only-delay",
            "An item in a dio that lies where a freed one lay is never taken for pending when it is queued, and is run.",
            Needs.END_STATE, FalseCollision::new, Reuse.class, QueueWork.class, WorkStart.class);

    /** By number of a dio, what lay there before. */
    private final Map<Integer, ObjectId> before = new HashMap<>();
    /** By number of such a dio, where its item was queued and has not been run. */
    private final Map<Integer, Integer> waiting = new LinkedHashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Reuse e && e.object().type().endsWith("dio")) {
            before.put(e.object().number(), e.of());
        } else if (event instanceof QueueWork e && before.containsKey(e.dio())) {
            judge.judged();
            if (e.queued()) {
                waiting.put(e.dio(), at);
            } else {
                judge.violated("The item of dio " + e.dio() + ", where " + before.get(e.dio())
                        + " lay, was taken for pending when it was queued.", at);
            }
        } else if (event instanceof WorkStart e) {
            waiting.remove(e.dio());
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        boolean workerStuck = ending.blocked().stream().anyMatch(b -> b.who().kind() == ContextKind.KWORKER);
        if (workerStuck || ending.kind() == Ending.Kind.CUT || ending.kind() == Ending.Kind.CRASHED) {
            return;
        }
        waiting.forEach((dio, at) -> judge.violated("The item of dio " + dio + ", where " + before.get(dio)
                + " lay, was queued and never run.", at));
    }
}

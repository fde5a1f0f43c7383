// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WqPublish;

/**
 * S19. {@code s_dio_done_wq} is published by a cmpxchg and found by a plain load. Whether whoever finds it finds it
 * initialised is a matter of what order memory keeps, and events in an order cannot tell; a race on real threads
 * ({@code done-wq-reader}) can.
 */
final class WorkqueueVisible implements Monitor {
    static final Property S19 = Rule.of("S19", "workqueue-contents-visible",
            "Whoever finds the queue of deferred completions finds it initialised.",
            Needs.WEAK_MEMORY, WorkqueueVisible::new, WqPublish.class, QueueWork.class);

    private WorkqueueVisible() {}

    /** No order of events says what a processor's cache held. */
    @Override
    public void on(int at, Context where, Event event, Judge judge) {}
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.LockEvent.Locked;
import endio.event.LockEvent.Unlocked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which spin locks each thread holds, and so where the kernel may not sleep. */
final class Atomicity {
    private final Map<Integer, List<String>> spinning = new HashMap<>();

    void on(Context where, Event event) {
        if (event instanceof Locked e && e.spinning()) {
            spinning.computeIfAbsent(where.thread(), t -> new ArrayList<>()).add(e.lock());
        } else if (event instanceof Unlocked e) {
            held(where).remove(e.lock());
        }
    }

    /** The spin locks that the thread holds. */
    List<String> held(Context where) {
        List<String> held = spinning.get(where.thread());
        return held == null ? new ArrayList<>(0) : held;
    }

    boolean atomic(Context where) {
        return !where.kind().maySleep() || !held(where).isEmpty();
    }

    /** Why the context may not sleep: {@code in irq/bio0 (IRQ)} or {@code in task0 (TASK) holding dio#0.bio_lock}. */
    String reason(Context where) {
        String who = "in " + where.name() + " (" + where.kind() + ")";
        return held(where).isEmpty() ? who : who + " holding " + String.join(", ", held(where));
    }
}

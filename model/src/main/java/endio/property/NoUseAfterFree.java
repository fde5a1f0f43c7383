// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.MemoryEvent.Free;
import endio.event.MemoryEvent.Use;
import endio.event.ObjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** H1: as S12 to S15 of the protocol's own objects, which are left to these, for all others that a model frees. */
final class NoUseAfterFree implements Monitor {
    static final Property H1 = Rule.of("H1", "no-use-after-free",
            "Nobody uses an object after it is freed: whoever may still look at it holds a reference.",
            Needs.OBJECT_ORDER, NoUseAfterFree::new, Use.class, Free.class);

    private static final Set<String> OTHERS = Set.of("dio", "io_end", "kiocb", "bio", "iomap_dio");

    private final Map<ObjectId, Uses> uses = new HashMap<>();
    private final Map<ObjectId, Integer> freed = new HashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Use e && !OTHERS.contains(e.object().type())) {
            Integer free = freed.get(e.object());
            if (free != null) {
                judge.violated(e.object() + " is used after it was freed.", at, free);
            }
            uses.computeIfAbsent(e.object(), o -> new Uses()).by(where.thread(), at);
        } else if (event instanceof Free e && !OTHERS.contains(e.object().type())) {
            judge.judged();
            freed.put(e.object(), at);
            uses.computeIfAbsent(e.object(), o -> new Uses())
                    .allBefore(at, where.thread(), e.object() + " may be used after it is freed.", judge);
        }
    }
}

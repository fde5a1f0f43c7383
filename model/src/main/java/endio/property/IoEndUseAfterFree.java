// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.MemoryEvent.Free;
import endio.event.MemoryEvent.Use;
import java.util.HashMap;
import java.util.Map;

/** S13. Whoever holds a reference comes before the free by itself; so this is judged by use and free alone. */
final class IoEndUseAfterFree implements Monitor {
    static final Property S13 = Rule.of("S13", "no-use-after-free-io-end",
            "Nobody uses an io_end after it is freed: only holders of a reference touch it.",
            Needs.OBJECT_ORDER, IoEndUseAfterFree::new, Use.class, Free.class);

    private final Map<Integer, Uses> uses = new HashMap<>();
    private final Map<Integer, Integer> freed = new HashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Use e && e.object().type().equals("io_end")) {
            Integer free = freed.get(e.object().number());
            if (free != null) {
                judge.violated(e.object() + " is used after it was freed.", at, free);
            }
            uses.computeIfAbsent(e.object().number(), i -> new Uses()).by(where.thread(), at);
        } else if (event instanceof Free e && e.object().type().equals("io_end")) {
            judge.judged();
            freed.put(e.object().number(), at);
            uses.computeIfAbsent(e.object().number(), i -> new Uses())
                    .allBefore(at, where.thread(), e.object() + " may be used after it is freed.", judge);
        }
    }
}

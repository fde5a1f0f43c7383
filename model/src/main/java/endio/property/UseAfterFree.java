// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.MemoryEvent.Free;
import endio.event.MemoryEvent.Use;
import java.util.HashMap;
import java.util.Map;

/**
 * S13 and S14. Whoever holds a reference comes before the free by itself; so these are judged by use and free alone. A
 * kiocb is freed where it is reported: by {@code aio_complete}, or by the caller of a submission that returned a
 * result.
 */
final class UseAfterFree implements Monitor {
    static final Property S13 = Rule.of("S13", "no-use-after-free-io-end",
            "Nobody uses an io_end after it is freed: only holders of a reference touch it.",
            Needs.OBJECT_ORDER, () -> new UseAfterFree("io_end"), Use.class, Free.class);
    static final Property S14 = Rule.of("S14", "no-use-after-free-iocb",
            "Nobody uses a kiocb after its request was reported: the submitter only if it is not -EIOCBQUEUED.",
            Needs.OBJECT_ORDER, () -> new UseAfterFree("kiocb"), Use.class, Free.class);

    private final String type;
    private final Map<Integer, Uses> uses = new HashMap<>();
    private final Map<Integer, Integer> freed = new HashMap<>();

    private UseAfterFree(String type) {
        this.type = type;
    }

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Use e && e.object().type().equals(type)) {
            Integer free = freed.get(e.object().number());
            if (free != null) {
                judge.violated(e.object() + " is used after it was freed.", at, free);
            }
            uses.computeIfAbsent(e.object().number(), i -> new Uses()).by(where.thread(), at);
        } else if (event instanceof Free e && e.object().type().equals(type)) {
            judge.judged();
            freed.put(e.object().number(), at);
            uses.computeIfAbsent(e.object().number(), i -> new Uses())
                    .allBefore(at, where.thread(), e.object() + " may be used after it is freed.", judge);
        }
    }
}

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

/**
 * S13, S14 and S15. Whoever holds a reference comes before the free by itself; so these are judged by use and free alone. A
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

    static final Property S15 = Rule.of("S15", "no-use-after-free-inode",
            "Nobody uses an inode or its open file after the last reference is gone: a submitter, only if it holds one itself.",
            Needs.OBJECT_ORDER, () -> new UseAfterFree("inode", "file"), Use.class, Free.class);

    private final Set<String> types;
    private final Map<ObjectId, Uses> uses = new HashMap<>();
    private final Map<ObjectId, Integer> freed = new HashMap<>();

    private UseAfterFree(String... types) {
        this.types = Set.of(types);
    }

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Use e && types.contains(e.object().type())) {
            Integer free = freed.get(e.object());
            if (free != null) {
                judge.violated(e.object() + " is used after it was freed.", at, free);
            }
            uses.computeIfAbsent(e.object(), o -> new Uses()).by(where.thread(), at);
        } else if (event instanceof Free e && types.contains(e.object().type())) {
            judge.judged();
            freed.put(e.object(), at);
            uses.computeIfAbsent(e.object(), o -> new Uses())
                    .allBefore(at, where.thread(), e.object() + " may be used after it is freed.", judge);
        }
    }
}

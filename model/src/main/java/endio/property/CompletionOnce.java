// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Errno;
import endio.event.Event;
import endio.event.RequestEvent;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Issue;
import endio.event.RequestEvent.Return;
import java.util.Map;
import java.util.TreeMap;

/** S4. */
final class CompletionOnce implements Monitor {
    static final Property S4 = Rule.of("S4", "completion-exactly-once",
            "Each request is reported exactly once: by aio_complete, or by a return that is not -EIOCBQUEUED.",
            Needs.END_STATE, CompletionOnce::new, RequestEvent.class);

    private static final int OPEN = -1;

    /** Where each request was reported first. */
    private final Map<Integer, Integer> reported = new TreeMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Issue e) {
            reported.putIfAbsent(e.req(), OPEN);
        } else if (event instanceof AioComplete e) {
            report(e.req(), at, judge);
        } else if (event instanceof Return e && e.ret() != -Errno.EIOCBQUEUED) {
            report(e.req(), at, judge);
        }
    }

    private void report(int req, int at, Judge judge) {
        int first = reported.getOrDefault(req, OPEN);
        if (first == OPEN) {
            judge.judged();
            reported.put(req, at);
        } else {
            judge.violated("request " + req + " was reported twice.", first, at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (!ending.quiescent()) {
            return;
        }
        reported.forEach((req, at) -> {
            if (at == OPEN) {
                judge.judged();
                judge.violated("request " + req + " was never reported.");
            }
        });
    }
}

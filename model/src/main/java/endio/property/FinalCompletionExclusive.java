// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.DioEvent.Gathered;
import endio.event.Event;
import endio.event.DioEvent.DioFree;
import endio.event.DioEvent.Ref;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkStart;
import java.util.HashMap;
import java.util.Map;

/** S11. */
final class FinalCompletionExclusive implements Monitor {
    static final Property S11 = Rule.of("S11", "final-completion-exclusive",
            "Once its last reference is dropped a dio is completed once, by one context: at once, or by a work queued"
            + " once.",
            Needs.OBJECT_ORDER, FinalCompletionExclusive::new, Ref.class, Gathered.class, QueueWork.class,
            WorkStart.class,
            DioFree.class);

    /** Where each of these happened first to a dio. */
    private static final class Dio {
        final Map<String, Integer> first = new HashMap<>();
        int worker = -1;
        int completer = -1;
    }

    private final Map<Integer, Dio> dios = new HashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Ref e && e.to() == 0) {
            judge.judged();
        } else if (event instanceof QueueWork e && e.dio() >= 0 && e.queued()) {
            once(e.dio(), "queued", at, judge);
        } else if (event instanceof WorkStart e && e.dio() >= 0) {
            once(e.dio(), "run by a worker", at, judge);
            dio(e.dio()).worker = where.thread();
            exclusive(e.dio(), judge);
        } else if (event instanceof Gathered e) {
            once(e.dio(), "completed", at, judge);
            dio(e.dio()).completer = where.thread();
            exclusive(e.dio(), judge);
        } else if (event instanceof DioFree e) {
            once(e.dio(), "freed", at, judge);
        }
    }

    private void once(int dio, String what, int at, Judge judge) {
        Integer first = dio(dio).first.putIfAbsent(what, at);
        if (first != null) {
            judge.violated("dio " + dio + " was " + what + " twice.", first, at);
        }
    }

    private void exclusive(int number, Judge judge) {
        Dio dio = dio(number);
        if (dio.worker >= 0 && dio.completer >= 0 && dio.worker != dio.completer) {
            judge.violated("dio " + number + " was completed by one context and its work was run by another.",
                    dio.first.get("completed"), dio.first.get("run by a worker"));
        }
    }

    private Dio dio(int number) {
        return dios.computeIfAbsent(number, d -> new Dio());
    }
}

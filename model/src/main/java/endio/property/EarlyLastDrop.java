// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.Ref;
import endio.event.Event;
import java.util.HashMap;
import java.util.Map;

/** S10. The submitter's own drop is the one in its system call. */
final class EarlyLastDrop implements Monitor {
    static final Property S10 = Rule.of("S10", "no-early-last-drop",
            "Nobody drops the last reference of a dio before the submitter has dropped its own.",
            Needs.OBJECT_ORDER, EarlyLastDrop::new, DioAlloc.class, Ref.class);

    private static final class Dio {
        int submitter;
        int ownDrop = -1;
        int zero = -1;
    }

    private final Map<Integer, Dio> dios = new HashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof DioAlloc e) {
            Dio dio = new Dio();
            dio.submitter = where.thread();
            dios.put(e.dio(), dio);
        } else if (event instanceof Ref e && e.to() < e.from() && dios.containsKey(e.dio())) {
            Dio dio = dios.get(e.dio());
            boolean own = where.kind() == ContextKind.TASK && where.thread() == dio.submitter;
            if (own) {
                dio.ownDrop = at;
                if (dio.zero >= 0) {
                    violated(e.dio(), judge, at, dio.zero);
                }
            }
            if (e.to() == 0 && dio.zero < 0) {
                judge.judged();
                dio.zero = at;
                if (!own && dio.ownDrop >= 0 && !judge.before(dio.ownDrop, at)) {
                    violated(e.dio(), judge, dio.ownDrop, at);
                }
            }
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        dios.forEach((number, dio) -> {
            if (dio.zero >= 0 && dio.ownDrop < 0) {
                violated(number, judge, dio.zero);
            }
        });
    }

    private static void violated(int dio, Judge judge, int... at) {
        judge.violated("A bio dropped the last reference of dio " + dio
                + " while its submitter had not yet dropped its own.", at);
    }
}

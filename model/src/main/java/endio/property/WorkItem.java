// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.Ref;
import endio.event.Event;
import endio.event.MappingEvent.GetPages;
import endio.event.ObjectId;
import endio.event.WorkEvent.InitWork;
import endio.event.WorkEvent.QueueWork;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** S42 and S43: the work item of a dio, which lies where the submitter keeps its pages. */
final class WorkItem implements Monitor {
    static final Property S42 = Rule.of("S42", "union-discipline",
            "A dio's work item is initialised only after the submitter has used pages[] for the last time and dropped"
            + " its reference.",
            Needs.OBJECT_ORDER, () -> new WorkItem(true), DioAlloc.class, Ref.class, GetPages.class, InitWork.class,
            QueueWork.class);
    static final Property S43 = Rule.of("S43", "work-item-by-owner",
            "A work item is initialised once; that of a dio by whoever dropped the last reference, after that and"
            + " before queueing it.",
            Needs.OBJECT_ORDER, () -> new WorkItem(false), DioAlloc.class, Ref.class, InitWork.class, QueueWork.class);

    private record Moment(int at, int thread) {}

    private final boolean union;
    private final Map<Integer, Integer> submitter = new HashMap<>();
    private final Map<Integer, Integer> dioOfReq = new HashMap<>();
    private final Map<Integer, Moment> zero = new HashMap<>();
    private final Map<Integer, Integer> ownDrop = new HashMap<>();
    private final Map<ObjectId, Moment> inits = new HashMap<>();
    private final Precedence pagesBeforeWork = new Precedence();
    /** Dios that were queued, with where. */
    private final Map<Integer, Integer> queued = new TreeMap<>();

    private WorkItem(boolean union) {
        this.union = union;
    }

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof DioAlloc e && e.dio() >= 0) {
            submitter.put(e.dio(), where.thread());
            dioOfReq.put(e.req(), e.dio());
        } else if (event instanceof Ref e) {
            ref(at, where, e, judge);
        } else if (event instanceof GetPages e && dioOfReq.containsKey(e.req())) {
            pages(dioOfReq.get(e.req()), at, "pages[] of dio " + dioOfReq.get(e.req()) + " is filled", judge);
        } else if (event instanceof InitWork e) {
            Moment first = inits.putIfAbsent(e.work(), new Moment(at, where.thread()));
            if (!union && first != null) {
                judge.violated(e.work() + " is initialised twice.", first.at(), at);
            }
        } else if (event instanceof QueueWork e && e.dio() >= 0) {
            Moment init = inits.get(e.work());
            if (inits.isEmpty()) {
                return; // nobody tells of INIT_WORK
            }
            judge.judged();
            queued.put(e.dio(), at);
            if (union && init != null) {
                pagesBeforeWork.second(e.dio(), init.at(), "The work item of dio " + e.dio()
                        + " may be initialised while the submitter uses pages[] in the same place.", judge);
            } else if (!union) {
                owner(e, at, where, init, judge);
            }
        }
    }

    private void ref(int at, Context where, Ref e, Judge judge) {
        if (e.to() == 0) {
            zero.put(e.dio(), new Moment(at, where.thread()));
        }
        boolean own = where.kind() == ContextKind.TASK && submitter.containsKey(e.dio())
                && submitter.get(e.dio()) == where.thread();
        if (own && e.to() < e.from()) {
            ownDrop.put(e.dio(), at);
            pages(e.dio(), at, "The submitter drops its reference of dio " + e.dio(), judge);
        }
    }

    private void pages(int dio, int at, String what, Judge judge) {
        if (union) {
            pagesBeforeWork.first(dio, at, what + " after the work item in the same place was initialised.", judge);
        }
    }

    private void owner(QueueWork e, int at, Context where, @Nullable Moment init, Judge judge) {
        Moment last = zero.get(e.dio());
        if (init == null) {
            judge.violated(e.work() + " is queued and was never initialised.", at);
        } else if (last == null || last.thread() != init.thread() || !judge.before(last.at(), init.at())) {
            judge.violated(e.work() + " is initialised by somebody who does not own dio " + e.dio() + " alone.",
                    last == null ? new int[] {init.at()} : new int[] {last.at(), init.at()});
        } else if (init.thread() != where.thread()) {
            judge.violated(e.work() + " is initialised by one context and queued by another.", init.at(), at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        queued.forEach((dio, at) -> {
            if (union && submitter.containsKey(dio) && !ownDrop.containsKey(dio)) {
                judge.violated("The work of dio " + dio
                        + " is queued although its submitter never dropped its reference.", at);
            }
        });
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.Ref;
import endio.event.DioEvent.WaiterClear;
import endio.event.DioEvent.WaiterSet;
import endio.event.DioEvent.Wake;
import endio.event.Event;
import endio.event.IomapEvent.CallerStart;
import endio.event.MemoryEvent.Free;
import endio.event.MemoryEvent.Use;
import endio.event.ObjectId;
import endio.event.WorkEvent.WorkStart;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * S12. When the count is zero the thread that dropped it owns the dio, and may hand it on: to the worker that its
 * queue_work starts, or to the submitter that it wakes, or to the issuer that it asks. The earlier owner may be
 * overtaken from then on. A worker touches the item, and so the dio that it lies in, just before it calls the item's
 * function. A submitter that has said that it waits, as iomap's does before it drops, owns the dio beside whoever drops
 * last, and alone once it is taken off as the waiter.
 */
final class DioUseAfterFree extends LedgerMonitor {
    static final Property S12 = Rule.onLedger("S12", "no-use-after-free-dio",
            "Nobody uses a dio after it is freed; nor, once its last reference is dropped, unless it owns it; nor"
            + " after its work has started, except the worker.",
            Needs.OBJECT_ORDER, DioUseAfterFree::new, Use.class, Free.class, Ref.class, Wake.class, WaiterSet.class,
            WaiterClear.class, CallerStart.class);

    private static final class Dio {
        final Uses uses = new Uses();
        final Set<Integer> owners = new TreeSet<>();
        /** Who waits for it, -1 nobody. */
        int waiting = -1;
        int owned = -1;
        String since = "";
        int freed = -1;
        /** Where a worker used it last that has yet to say that it runs its work; -1 none. */
        int starting = -1;
    }

    private final Map<Integer, Dio> dios = new HashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Use e && isDio(e.object())) {
            use(at, where, e.object().number(), judge);
        } else if (event instanceof Ref e && e.to() == 0) {
            own(at, where.thread(), e.dio(), "the last reference was dropped", judge);
        } else if (event instanceof WaiterSet e) {
            dio(e.dio()).waiting = where.thread();
        } else if (event instanceof WaiterClear e) {
            cleared(at, where.thread(), e.dio(), judge);
        } else if (event instanceof CallerStart e) {
            own(at, where.thread(), ledger.request(e.req()).dio, "its issuer was asked", judge);
        } else if (event instanceof WorkStart e && e.dio() >= 0) {
            own(at, where.thread(), e.dio(), "its work was started", judge);
        } else if (event instanceof Wake e && ledger.request(e.req()).submitter != null) {
            Dio dio = dio(ledger.request(e.req()).dio);
            if (dio.owners.contains(where.thread())) {
                dio.owners.add(ledger.request(e.req()).submitter.thread());
            }
        } else if (event instanceof Free e && isDio(e.object())) {
            judge.judged();
            Dio dio = dio(e.object().number());
            dio.uses.allBefore(at, where.thread(), e.object() + " may be used after it is freed.", judge);
            dio.freed = at;
        }
    }

    private void use(int at, Context where, int number, Judge judge) {
        int thread = where.thread();
        Dio dio = dio(number);
        if (dio.freed >= 0) {
            judge.violated("dio#" + number + " is used after it was freed.", at, dio.freed);
        } else if (dio.owned >= 0 && !dio.owners.contains(thread)) {
            if (where.kind() == ContextKind.KWORKER) {
                dio.starting = at;
            } else {
                disowned(number, at, judge);
            }
        }
        dio.uses.by(thread, at);
    }

    private void disowned(int number, int at, Judge judge) {
        judge.violated("dio#" + number + " is used after " + dio(number).since
                + ", by somebody who does not own it.", at,
                dio(number).owned);
    }

    @Override
    public void end(Ending ending, Judge judge) {
        dios.forEach((number, dio) -> {
            if (dio.starting >= 0 && ending.quiescent()) {
                disowned(number, dio.starting, judge);
            }
        });
    }

    /** The waiter is taken off: by itself, which changes nothing, or by who leaves the dio to it. */
    private void cleared(int at, int thread, int number, Judge judge) {
        int waiting = dio(number).waiting;
        dio(number).waiting = -1;
        if (waiting >= 0 && waiting != thread) {
            own(at, waiting, number, "its waiter was taken off", judge);
        }
    }

    private void own(int at, int thread, int number, String since, Judge judge) {
        Dio dio = dio(number);
        Set<Integer> owners = owners(thread, dio);
        dio.uses.allBefore(at, owners, "dio#" + number + " may be used after " + since + ".", judge);
        dio.owners.clear();
        dio.owners.addAll(owners);
        dio.owned = at;
        dio.starting = -1;
        dio.since = since;
    }

    private static Set<Integer> owners(int thread, Dio dio) {
        Set<Integer> owners = new TreeSet<>(Set.of(thread));
        if (dio.waiting >= 0) {
            owners.add(dio.waiting);
        }
        return owners;
    }

    private Dio dio(int number) {
        return dios.computeIfAbsent(number, d -> new Dio());
    }

    private static boolean isDio(ObjectId object) {
        return object.type().equals("dio") || object.type().equals("iomap_dio");
    }
}

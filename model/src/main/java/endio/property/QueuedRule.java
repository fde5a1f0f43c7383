// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.Ref;
import endio.event.DioEvent.Wake;
import endio.event.Event;
import endio.event.RequestEvent.Return;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * S5. Everything but the submitter in its system call is a bio's end here: an interrupt, an inline end, a worker. A
 * bio's end
 * that drops the last reference and wakes the submitter leaves the completion to it, as iomap does for synchronous
 * requests.
 */
final class QueuedRule extends LedgerMonitor {
    static final Property S5 = Rule.onLedger("S5", "queued-rule",
            "The submission returns -EIOCBQUEUED exactly if a bio, and not the submitter, drops the last reference of"
            + " the dio.",
            Needs.END_STATE, QueuedRule::new, Ref.class, Wake.class);

    private record Drop(int at, boolean byBio, int thread) {}

    private final Map<Integer, Drop> lastDrop = new HashMap<>();
    /** Requests whose submitter was woken by whoever dropped the last reference. */
    private final Set<Integer> handedBack = new HashSet<>();
    private final Set<Request> completedByBio = new LinkedHashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Ref e && e.to() == 0 && ledger.reqOfDio(e.dio()) >= 0) {
            Request r = ledger.request(ledger.reqOfDio(e.dio()));
            lastDrop.putIfAbsent(r.req, new Drop(at, where.kind() != ContextKind.TASK, where.thread()));
            check(r, judge);
        } else if (event instanceof Wake e && lastDrop.containsKey(e.req())
                && lastDrop.get(e.req()).thread() == where.thread()) {
            handedBack.add(e.req());
        } else if (event instanceof Return e) {
            check(ledger.request(e.req()), judge);
        }
    }

    private void check(Request r, Judge judge) {
        Drop drop = lastDrop.get(r.req);
        if (drop == null || r.returned == null) {
            return;
        }
        judge.judged();
        if (drop.byBio() && !r.queued()) {
            completedByBio.add(r);
        } else if (!drop.byBio() && r.queued()) {
            judge.violated("The submission of " + r
                    + " returned -EIOCBQUEUED although the submitter itself dropped the last"
                    + " reference, so nobody else will complete it.", drop.at(), r.returnedAt);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Request r : completedByBio) {
            if (!handedBack.contains(r.req) && r.returned != null) {
                judge.violated("The submission of " + r + " returned " + r.returned.ret()
                        + " although a bio dropped the last reference and completes it.", lastDrop.get(r.req).at(),
                                r.returnedAt);
            }
        }
        if (!ending.quiescent() || lastDrop.isEmpty()) {
            return;
        }
        for (Request r : ledger.requests()) {
            if (r.queued() && !lastDrop.containsKey(r.req)) {
                judge.judged();
                judge.violated("The submission of " + r
                        + " returned -EIOCBQUEUED, and no bio ever dropped the last reference.",
                        r.returnedAt);
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.DioEvent.DeferCompletion;
import endio.event.DioEvent.EndIo;
import endio.event.DioEvent.Ref;
import endio.event.Event;
import endio.event.MappingEvent.GetBlock;
import endio.event.RequestEvent.AioComplete;
import endio.event.WorkEvent.QueueWork;
import endio.property.Ledger.Request;
import java.util.HashSet;
import java.util.Set;

/**
 * S20. Where the core itself defers, it says {@code DeferCompletion}; then its work has to be queued, and end_io has to
 * wait for it. Before v3.12 the file system defers by its own means, and only the completion must not be in an
 * interrupt.
 */
final class DeferralKept extends LedgerMonitor {
    static final Property S20 = Rule.onLedger("S20", "deferral-not-lost",
            "A request of which one mapping asked for deferral, and that submitted something, is not completed in an"
            + " interrupt.",
            Needs.END_STATE, DeferralKept::new, GetBlock.class, DeferCompletion.class, Ref.class, QueueWork.class);

    private final Set<Integer> asked = new HashSet<>();
    private final Set<Integer> askedTheCore = new HashSet<>();
    private final Set<Integer> queued = new HashSet<>();
    /** Requests whose last reference was dropped where nothing may sleep, after they had asked. */
    private final Set<Request> inInterrupt = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof GetBlock e && e.req() >= 0 && e.ret() == 0 && e.defer()) {
            asked.add(e.req());
        } else if (event instanceof DeferCompletion e) {
            asked.add(e.req());
            askedTheCore.add(e.req());
        } else if (event instanceof QueueWork e && e.dio() >= 0) {
            queued.add(ledger.reqOfDio(e.dio()));
        } else if (event instanceof Ref e && e.to() == 0 && !where.kind().maySleep()) {
            Request r = ledger.request(ledger.reqOfDio(e.dio()));
            if (asked.contains(r.req) && !r.bios.isEmpty()) {
                judge.judged();
                inInterrupt.add(r);
            }
        } else if (event instanceof AioComplete e && !where.kind().maySleep()) {
            lost(ledger.request(e.req()), "completed", at, where, judge);
        } else if (event instanceof EndIo e && !where.kind().maySleep() && askedTheCore.contains(e.req())) {
            lost(ledger.request(e.req()), "given to end_io", at, where, judge);
        }
    }

    private void lost(Request r, String what, int at, Context where, Judge judge) {
        if (inInterrupt.contains(r)) {
            judge.violated(r + " asked for its completion in process context and was " + what + " in " + where.name()
                    + ".", at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (ending.kind() == Ending.Kind.CUT || ending.kind() == Ending.Kind.CRASHED) {
            return;
        }
        for (Request r : ledger.requests()) {
            if (inInterrupt.contains(r) && askedTheCore.contains(r.req) && !queued.contains(r.req)) {
                judge.violated(r + " asked for its completion in process context, and no work was ever queued for it.");
            }
        }
    }
}

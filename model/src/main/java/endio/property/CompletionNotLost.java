// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.property.Ledger.Request;

/** L1. */
final class CompletionNotLost extends LedgerMonitor {
    static final Property L1 = Rule.onLedger("L1", "no-lost-completion",
            "A request whose bios have all ended is reported in the end.",
            Needs.END_STATE, CompletionNotLost::new);

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        // The ledger is all that counts, at the end.
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (ending.kind() == Ending.Kind.CUT || ending.kind() == Ending.Kind.CRASHED) {
            return;
        }
        for (Request r : ledger.requests()) {
            if (r.issue == null || !r.allBiosEnded()) {
                continue;
            }
            judge.judged();
            if (r.reportedAt() < 0) {
                judge.violated(r + " was never reported although all its bios have ended.", r.issuedAt);
            }
        }
    }
}

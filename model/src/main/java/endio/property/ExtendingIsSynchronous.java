// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.InodeEvent.SetIsize;
import endio.event.RequestEvent.Return;
import endio.property.Ledger.Request;

/**
 * S33. Beyond every size that the file had while the request was submitted, since another one may extend it meanwhile.
 */
final class ExtendingIsSynchronous extends LedgerMonitor {
    static final Property S33 = Rule.onLedger("S33", "extending-write-is-synchronous",
            "An asynchronous write that ends beyond i_size never returns -EIOCBQUEUED.",
            Needs.END_STATE, ExtendingIsSynchronous::new, SetIsize.class);

    private final Sizes sizes = new Sizes();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof SetIsize e) {
            sizes.on(at, e);
        } else if (event instanceof Return e) {
            Request r = ledger.request(e.req());
            if (!r.write() || !r.async() || r.issue == null) {
                return;
            }
            long end = r.issue.off() + r.issue.bytes();
            if (end > sizes.largestSince(r, judge)) {
                judge.judged();
                if (r.queued()) {
                    judge.violated(r + " writes to byte " + end + ", beyond i_size, and returned -EIOCBQUEUED.", at);
                }
            }
        }
    }
}

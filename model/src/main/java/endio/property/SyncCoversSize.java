// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.InodeEvent.SetIsize;
import endio.property.Ledger.Request;
import java.util.HashSet;
import java.util.Set;

/** S28. A size that grows after the flush is lost in a crash, and with it the data that was flushed. */
final class SyncCoversSize extends LedgerMonitor {
    static final Property S28 = Rule.onLedger("S28", "sync-covers-the-size",
            "The size that an O_(D)SYNC write makes grow has grown before the write is flushed.",
            Needs.TOTAL_ORDER, SyncCoversSize::new, SetIsize.class, GenericWriteSync.class);

    private final Precedence sizeBeforeSync = new Precedence();
    private final Set<Integer> synced = new HashSet<>();
    private final Set<Integer> grown = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof SetIsize e && grows(ledger.doing(where), e)) {
            int req = ledger.doing(where);
            grown.add(req);
            sizeBeforeSync.first(req, at, sentence(req), judge);
        } else if (event instanceof GenericWriteSync e && e.fsync()) {
            synced.add(e.req());
            sizeBeforeSync.second(e.req(), at, sentence(e.req()), judge);
        }
    }

    private boolean grows(int req, SetIsize event) {
        Request r = req < 0 ? null : ledger.request(req);
        return r != null && r.issue != null && r.write() && (r.issue.ino() < 0 || r.issue.ino() == event.ino())
                && event.iSize() > r.issue.iSize();
    }

    private static String sentence(int req) {
        return "request " + req + " was flushed before the size grew over its data: after a crash the data is beyond the end.";
    }

    @Override
    public void end(Ending ending, Judge judge) {
        grown.stream().filter(synced::contains).forEach(req -> judge.judged());
    }
}

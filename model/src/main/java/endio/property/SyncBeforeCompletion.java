// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Durable;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * S26. Judged of requests that somebody else than their submission completes: for the others the caller syncs, after
 * the core
 * has returned. That a flush is missing can be seen of a request that has said it needs one.
 */
final class SyncBeforeCompletion extends LedgerMonitor {
    static final Property S26 = Rule.onLedger("S26", "sync-before-completion",
            "The flush of an O_(D)SYNC write comes after its data and its conversion, and is over before the write is completed.",
            Needs.TOTAL_ORDER, SyncBeforeCompletion::new, ConvertEnd.class, GenericWriteSync.class, Durable.class);

    private final Precedence syncBeforeCompletion = new Precedence();
    private final Precedence workBeforeSync = new Precedence();
    private final Map<Integer, Integer> synced = new HashMap<>();
    private final Set<Integer> durable = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Durable e) {
            durable.add(e.req());
        } else if (event instanceof GenericWriteSync e && e.fsync()) {
            synced.put(e.req(), at);
            syncBeforeCompletion.first(e.req(), at, "request " + e.req()
                    + " was completed before its data was flushed.", judge);
            workBeforeSync.second(e.req(), at, "request " + e.req()
                    + " was flushed before its data was written and converted.", judge);
        } else if (event instanceof AioComplete e) {
            syncBeforeCompletion.second(e.req(), at, "request " + e.req()
                    + " may be completed before its data is flushed.",
                    judge);
        } else if (event instanceof ConvertEnd e) {
            worked(ledger.reqOf(e.req(), e.ioEnd()), at, judge);
        } else if (event instanceof BioEnd e && ledger.bio(e.bio()) != null) {
            worked(ledger.bio(e.bio()).submit.req(), at, judge);
        }
    }

    private void worked(int req, int at, Judge judge) {
        if (req >= 0) {
            workBeforeSync.first(req, at, "request " + req + " was flushed before its data was written and converted.", judge);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Request r : ledger.requests()) {
            boolean due = durable.contains(r.req) && r.completed != null && r.completed.res() > 0;
            if (r.completed != null && (due || synced.containsKey(r.req))) {
                judge.judged();
            }
            if (due && !synced.containsKey(r.req)) {
                judge.violated(r + " is O_(D)SYNC, and was completed without a flush.", r.completedAt);
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.IomapEvent.IomapBio;
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
            "The flush of an O_(D)SYNC write comes after its data and its conversion, and is over before the write is"
            + " completed; or each of its bios is written through, and has ended by then.",
            Needs.TOTAL_ORDER, SyncBeforeCompletion::new, ConvertEnd.class, GenericWriteSync.class, Durable.class,
            IomapBio.class);

    private final Precedence syncBeforeCompletion = new Precedence();
    private final Precedence workBeforeSync = new Precedence();
    private final Map<Integer, Integer> synced = new HashMap<>();
    private final Set<Integer> durable = new HashSet<>();
    /** Whether the bio that a thread submits next is written through. */
    private final Map<Integer, Boolean> through = new HashMap<>();
    /** Requests with a bio that is not. */
    private final Set<Integer> cached = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Durable e) {
            durable.add(e.req());
        } else if (event instanceof IomapBio e) {
            through.put(where.thread(), e.fua());
        } else if (event instanceof BioSubmit e && !Boolean.TRUE.equals(through.remove(where.thread()))) {
            cached.add(e.req());
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
            if (due && !synced.containsKey(r.req) && !writtenThrough(r, judge)) {
                judge.violated(r + " is O_(D)SYNC, and was completed without a flush.", r.completedAt);
            }
        }
    }

    /** Whether all bios were written through, and ended before the application heard of it. */
    private boolean writtenThrough(Request r, Judge judge) {
        return !cached.contains(r.req) && !r.bios.isEmpty()
                && r.bios.stream().allMatch(bio -> bio.endedAt >= 0 && judge.before(bio.endedAt, r.completedAt));
    }
}

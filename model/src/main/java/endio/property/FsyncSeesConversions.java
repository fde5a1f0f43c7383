// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.SyncBegin;
import endio.event.FileSystemEvent.SyncEnd;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * S37, of direct writes. An {@code fsync} answers for what was reported before it was entered; a conversion that it
 * does not
 * wait for is in no transaction that it commits. That a range is never converted at all is S49's matter.
 */
final class FsyncSeesConversions extends LedgerMonitor {
    static final Property S37 = Rule.onLedger("S37", "fsync-sees-conversions",
            "An fsync returns only after the conversions of every write that was reported before it was entered.",
            Needs.TOTAL_ORDER, FsyncSeesConversions::new, ConvertEnd.class, SyncBegin.class, SyncEnd.class);

    private record Sync(int begin, int end) {}

    private final Map<Integer, Integer> entered = new HashMap<>();
    private final List<Sync> syncs = new ArrayList<>();
    private final Map<Integer, Integer> converted = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof SyncBegin e && e.what().equals("fsync")) {
            entered.put(where.thread(), at);
        } else if (event instanceof SyncEnd e && e.what().equals("fsync") && entered.containsKey(where.thread())) {
            syncs.add(new Sync(entered.remove(where.thread()), at));
        } else if (event instanceof ConvertEnd e && ledger.reqOf(e.req(), e.ioEnd()) >= 0) {
            converted.put(at, ledger.reqOf(e.req(), e.ioEnd()));
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Sync sync : syncs) {
            converted.forEach((at, req) -> {
                Request r = ledger.request(req);
                if (!r.succeeded() || !judge.before(r.reportedAt(), sync.begin())) {
                    return;
                }
                judge.judged();
                if (!judge.before(at, sync.end())) {
                    judge.violated("fsync returned, and " + r
                            + ", which was complete before it began, may not be converted yet.", at, sync.end());
                }
            });
        }
    }
}

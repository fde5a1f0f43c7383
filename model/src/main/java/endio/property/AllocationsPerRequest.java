// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.MemoryEvent.Alloc;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.Map;

/**
 * Q1. The seed commit claims one allocation less for each direct I/O; what can be counted is that in v3.11 and v3.12
 * alike an asynchronous write of ext4 takes a dio and an io_end. Judged as upper bounds, for which later generations
 * need not even that.
 */
final class AllocationsPerRequest extends LedgerMonitor {
    static final Property Q1 = Rule.onLedger("Q1", "allocations-per-request",
            "A request allocates one dio, and nothing else unless it is an asynchronous write: that allocates one"
            + " io_end at most.",
            Needs.END_STATE, AllocationsPerRequest::new, Alloc.class);

    private final Map<Integer, Integer> dios = new HashMap<>();
    private final Map<Integer, Integer> ioEnds = new HashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Alloc e && e.req() >= 0) {
            switch (e.object().type()) {
                case "dio", "iomap_dio" -> dios.merge(e.req(), 1, Integer::sum);
                case "io_end", "ioend" -> ioEnds.merge(e.req(), 1, Integer::sum);
                default -> { }
            }
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Request r : ledger.requests()) {
            int dio = dios.getOrDefault(r.req, 0);
            int ioEnd = ioEnds.getOrDefault(r.req, 0);
            if (r.issue == null || dio + ioEnd == 0) {
                continue;
            }
            judge.judged();
            if (dio > 1) {
                judge.violated(r + " allocated " + dio + " dios.", r.issuedAt);
            }
            if (ioEnd > (r.write() && r.async() ? 1 : 0)) {
                judge.violated(r + ", " + (r.async() ? "an asynchronous " : "a synchronous ")
                        + (r.write() ? "write" : "read")
                        + ", allocated " + ioEnd + " io_ends.", r.issuedAt);
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.MappingEvent.GetBlock;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Return;
import endio.property.Ledger.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * S1. A block counts as converted if a conversion of any request changed it, or if one that went well covers it. A
 * report is {@code aio_complete} or, for a request that nobody else completes, the return of its submission.
 */
final class CompletionAfterConversion extends LedgerMonitor {
    static final Property S1 = Rule.onLedger("S1", "completion-after-conversion",
            "A write that found unwritten blocks is reported as successful only after these blocks are converted.",
            Needs.TOTAL_ORDER, CompletionAfterConversion::new, GetBlock.class, ConvertEnd.class);

    private final UnwrittenBlocks unwritten = new UnwrittenBlocks();
    private final Conversions conversions = new Conversions();
    /** Requests that were told too early, with the blocks that have not been converted since. */
    private final Map<Request, Blocks> early = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof GetBlock e) {
            unwritten.on(e);
        } else if (event instanceof ConvertEnd e) {
            Conversions.Ended end = conversions.add(at, e);
            early.entrySet().removeIf(entry -> late(end, entry.getKey(), entry.getValue(), judge));
        } else if (event instanceof AioComplete e) {
            reported(ledger.request(e.req()), at, judge);
        } else if (event instanceof Return e) {
            reported(ledger.request(e.req()), at, judge);
        }
    }

    private void reported(Request r, int at, Judge judge) {
        if (r.reportedAt() != at || !r.succeeded()) {
            return;
        }
        Blocks missing = unwritten.of(r, r.result());
        if (missing.isEmpty()) {
            return;
        }
        judge.judged();
        for (Conversions.Ended end : conversions.all()) {
            if (judge.before(end.at(), at)) {
                end.settle(r, missing);
            }
        }
        for (Conversions.Ended end : conversions.all()) {
            if (!missing.isEmpty() && !judge.before(end.at(), at) && late(end, r, missing, judge)) {
                return;
            }
        }
        if (!missing.isEmpty()) {
            early.put(r, missing);
        }
    }

    private static boolean late(Conversions.Ended end, Request r, Blocks missing, Judge judge) {
        Blocks left = missing.copy();
        end.settle(r, left);
        Blocks late = missing.copy();
        late.removeAll(left);
        if (late.isEmpty()) {
            return false;
        }
        judge.violated(r + " was reported as complete with " + r.result() + " bytes before the conversion of "
                + late + ": until then a read finds zeros there.", end.at(), r.reportedAt());
        return true;
    }

    @Override
    public void end(Ending ending, Judge judge) {
        early.forEach((r, missing) ->
                judge.violated(r + " was reported as complete with " + r.result() + " bytes, and nobody "
                + (ending.quiescent() ? "ever" : "yet") + " converted " + missing
                + ": a read finds zeros there.", r.reportedAt()));
    }
}

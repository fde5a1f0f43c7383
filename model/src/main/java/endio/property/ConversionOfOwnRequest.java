// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.IoEndEvent.DioUnwrittenBit;
import endio.event.IoEndEvent.IoEndAlloc;
import endio.event.IoEndEvent.SetUnwritten;
import endio.event.MappingEvent.GetBlock;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * S49. A mark on the inode stands for the io_end of a synchronous request, which has none; from an asynchronous request
 * that has an io_end it is a mark that nobody will act on.
 */
final class ConversionOfOwnRequest extends LedgerMonitor {
    static final Property S49 = Rule.onLedger("S49", "conversion-belongs-to-request",
            "A mapping marks the io_end of its own request as unwritten, and after success all that the request found"
            + " unwritten is converted.",
            Needs.END_STATE, ConversionOfOwnRequest::new, GetBlock.class, ConvertEnd.class, SetUnwritten.class,
            DioUnwrittenBit.class);

    private final UnwrittenBlocks unwritten = new UnwrittenBlocks();
    private final Conversions conversions = new Conversions();
    private final Map<Integer, Integer> owner = new HashMap<>();
    private final Set<Integer> haveIoEnd = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof GetBlock e) {
            unwritten.on(e);
        } else if (event instanceof ConvertEnd e) {
            conversions.add(at, e);
        } else if (event instanceof IoEndAlloc e && e.ioEnd() >= 0) {
            owner.put(e.ioEnd(), e.req());
            haveIoEnd.add(e.req());
        } else if (event instanceof SetUnwritten e && owner.containsKey(e.ioEnd())) {
            judge.judged();
            if (owner.get(e.ioEnd()) != e.req()) {
                judge.violated(who(e.req()) + " marked io_end " + e.ioEnd() + " of " + who(owner.get(e.ioEnd()))
                        + " as unwritten.", at);
            }
        } else if (event instanceof DioUnwrittenBit e && e.value() != 0 && e.req() >= 0
                && haveIoEnd.contains(e.req())) {
            judge.judged();
            judge.violated(who(e.req())
                    + " has an io_end and marked the inode instead: nobody will convert what it wrote.", at);
        }
    }

    private static String who(int req) {
        return req < 0 ? "writeback" : "request " + req;
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (!ending.quiescent()) {
            return;
        }
        for (Request r : ledger.requests()) {
            if (!r.succeeded()) {
                continue;
            }
            Blocks left = unwritten.of(r, r.result());
            if (left.isEmpty()) {
                continue;
            }
            judge.judged();
            conversions.all().forEach(end -> end.settle(r, left));
            if (!left.isEmpty()) {
                judge.violated(r + " was successful, and nobody ever converted " + left + ": what it wrote is lost.",
                        r.reportedAt());
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.property.Ledger.Bio;
import endio.property.Ledger.Request;

/** S24. Judged at the end, by whole blocks: a block counts as written if one good bio of the request lies in it. */
final class ConvertedWasWritten extends LedgerMonitor {
    static final Property S24 = Rule.onLedger("S24", "conversion-covers-written-only",
            "A request converts only blocks that its own bios wrote without an error.",
            Needs.END_STATE, ConvertedWasWritten::new, ConvertEnd.class);

    private final Conversions conversions = new Conversions();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof ConvertEnd e && !e.converted().isEmpty()) {
            conversions.add(at, e);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Conversions.Ended end : conversions.all()) {
            int req = ledger.reqOf(end.event().req(), end.event().ioEnd());
            if (req < 0 || ledger.request(req).issue == null || ledger.request(req).issue.blkbits() < 0) {
                continue;
            }
            Request r = ledger.request(req);
            if (r.bios.stream().anyMatch(bio -> bio.submit.off() < 0)
                    || ending.kind() == Ending.Kind.CUT && !r.allBiosEnded()) {
                continue;
            }
            judge.judged();
            Blocks left = end.converted();
            for (Bio bio : r.bios) {
                if (bio.ok) {
                    long to = bio.submit.off() + bio.submit.bytes();
                    left.remove(bio.submit.off() >> r.issue.blkbits(), (to - 1 >> r.issue.blkbits()) + 1);
                }
            }
            if (!left.isEmpty()) {
                judge.violated(r + " converted " + left + ", which none of its bios wrote.", end.at());
            }
        }
    }
}

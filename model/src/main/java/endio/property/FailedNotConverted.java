// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.property.Ledger.Bio;
import endio.property.Ledger.Request;
import java.util.HashSet;
import java.util.Set;

/**
 * S23. Of the blocks that a conversion changed; if the block size is not known, of its range in bytes. A bio of which
 * the place in the file is not known counts as the whole request.
 */
final class FailedNotConverted extends LedgerMonitor {
    static final Property S23 = Rule.onLedger("S23", "failed-write-not-converted",
            "What a failed bio should have written stays unwritten: its request does not convert it, or old data would"
            + " show.",
            Needs.END_STATE, FailedNotConverted::new, ConvertEnd.class);

    private final Conversions conversions = new Conversions();
    private final Set<Bio> judged = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof ConvertEnd e && !e.converted().isEmpty()) {
            conversions.add(at, e);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Request r : ledger.requests()) {
            for (Bio bio : r.bios) {
                if (bio.failed() && bio.submit.write() && judged.add(bio)) {
                    judge.judged();
                    conversions.all().stream()
                            .filter(end -> ledger.reqOf(end.event().req(), end.event().ioEnd()) == r.req
                            && covers(end, r, bio))
                            .forEach(end -> judge.violated("bio " + bio.submit.bio() + " of " + r + " failed, and the"
                                    + " request converted " + end.converted()
                                    + ": a read now finds what was there before.",
                                    bio.endedAt, end.at()));
                }
            }
        }
    }

    private static boolean covers(Conversions.Ended end, Request r, Bio bio) {
        boolean placed = bio.submit.off() >= 0;
        if (!placed && r.issue == null) {
            return true;
        }
        long from = placed ? bio.submit.off() : r.issue.off();
        long to = from + (placed ? bio.submit.bytes() : r.issue.bytes());
        if (r.issue != null && r.issue.blkbits() >= 0) {
            return end.converted().touches(from >> r.issue.blkbits(), (to - 1 >> r.issue.blkbits()) + 1);
        }
        return end.event().off() < to && from < end.event().off() + end.event().bytes();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.InodeEvent.TruncateBegin;
import endio.event.InodeEvent.TruncateEnd;
import endio.property.Ledger.Bio;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * S29. A request is in flight from its first bio to the last of its decrements of {@code i_dio_count}. Reads, and
 * conversions for writeback, count only if they touch blocks that are removed: the kernel lets those of what stays run
 * beside the removal.
 */
final class TruncateExcluded extends LedgerMonitor {
    static final Property S29 = Rule.onLedger("S29", "truncate-excluded",
            "No blocks of an inode are removed while a direct I/O of it is in flight, or its conversion runs.",
            Needs.TOTAL_ORDER, TruncateExcluded::new, TruncateBegin.class, TruncateEnd.class, ConvertEnd.class);

    private static final class Span {
        final int ino;
        final long lblk;
        final int begin;
        /** The first byte after it; of a removal, none. */
        final long to;
        int end = -1;

        Span(int ino, long lblk, int begin, long to) {
            this.ino = ino;
            this.lblk = lblk;
            this.begin = begin;
            this.to = to;
        }
    }

    private final List<Span> truncates = new ArrayList<>();
    private final Map<Integer, Span> conversions = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof TruncateBegin e) {
            truncates.add(new Span(e.ino(), e.lblk(), at, Long.MAX_VALUE));
        } else if (event instanceof TruncateEnd e) {
            truncates.stream().filter(t -> t.ino == e.ino() && t.end < 0).findFirst().ifPresent(t -> t.end = at);
        } else if (event instanceof ConvertBegin e) {
            boolean writeback = ledger.reqOf(e.req(), e.ioEnd()) < 0;
            conversions.put(e.call(), new Span(e.ino(), 0, at, writeback ? e.off() + e.bytes() : Long.MAX_VALUE));
        } else if (event instanceof ConvertEnd e && conversions.containsKey(e.call())) {
            conversions.get(e.call()).end = at;
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Span truncate : truncates) {
            boolean judged = false;
            for (Request r : ledger.requests()) {
                Bio first = firstBio(r, truncate);
                if (first != null) {
                    judged = true;
                    apart(truncate, first.submittedAt, r.dones, r.dones.size() >= r.gets.size(), "request "
                            + r.req, judge);
                }
            }
            for (Span conversion : conversions.values()) {
                if (conversion.ino == truncate.ino && conversion.to > firstRemoved(truncate)) {
                    judged = true;
                    List<Integer> ends = conversion.end < 0 ? List.of() : List.of(conversion.end);
                    apart(truncate, conversion.begin, ends, !ends.isEmpty(), "a conversion", judge);
                }
            }
            if (judged) {
                judge.judged();
            }
        }
    }

    /** The first byte that is removed; 0 if no request tells the block size. */
    private long firstRemoved(Span truncate) {
        return ledger.requests().stream()
                .filter(r -> r.issue != null && r.issue.ino() == truncate.ino && r.issue.blkbits() >= 0)
                .mapToLong(r -> truncate.lblk << r.issue.blkbits())
                .findFirst().orElse(0);
    }

    /** The first bio of a request that a removal must not meet, or null. */
    private @Nullable Bio firstBio(Request r, Span truncate) {
        if (r.issue == null || r.issue.ino() != truncate.ino || r.gets.isEmpty()) {
            return null;
        }
        long removed = firstRemoved(truncate);
        return r.bios.stream()
                .filter(b -> b.submit.write() || b.submit.off() < 0 || b.submit.off() + b.submit.bytes() > removed)
                .findFirst().orElse(null);
    }

    private static void apart(Span truncate, int begin, List<Integer> ends, boolean complete, String what,
            Judge judge) {
        if (truncate.end >= 0 && judge.before(truncate.end, begin)) {
            return;
        }
        if (complete && ends.stream().allMatch(end -> judge.before(end, truncate.begin))) {
            return;
        }
        int late = ends.stream().filter(end -> !judge.before(end, truncate.begin)).reduce((a, b) -> b).orElse(begin);
        judge.violated("Blocks of inode " + truncate.ino + " from " + truncate.lblk + " on are removed while " + what
                + " is in flight on it.", late, truncate.begin);
    }
}

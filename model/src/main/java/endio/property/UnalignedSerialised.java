// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.MappingEvent.GetBlock;
import endio.event.MappingEvent.GetBlockBegin;
import endio.property.Ledger.Bio;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * S40. A write of a part of a block that is new or unwritten zeroes the rest of it ({@code dio_zero_block}, {@code
 * iomap_dio_zero}). It is under way from its mapping, where that is decided, until its bios have ended and what it left
 * unwritten is converted: up to there, the next one finds the block unwritten as well. Judged for each block that two
 * writes map and at least one of them zeroes in part: of two that both do, one loses its data; and so does a whole block
 * that is written while zeros for a part of it are under way (57a0da28ced8, 2032a8a27b5c).
 */
final class UnalignedSerialised extends LedgerMonitor {
    static final Property S40 = Rule.onLedger("S40", "unaligned-serialised",
            "While a write is under way that zeroes the rest of a block, of which it writes a part, no other write of"
            + " that block is.",
            Needs.TOTAL_ORDER, UnalignedSerialised::new, GetBlockBegin.class, GetBlock.class, ConvertEnd.class);

    /** A write maps a block: begins to be under way there at a position. */
    private record Mapped(int req, int at, boolean zeroes) {}

    /** A block of a file. */
    private record Block(int ino, long lblk) implements Comparable<Block> {
        @Override
        public int compareTo(Block other) {
            int files = Integer.compare(ino, other.ino);
            return files != 0 ? files : Long.compare(lblk, other.lblk);
        }
    }

    private final Map<Integer, Integer> began = new HashMap<>();
    private final Map<Block, List<Mapped>> blocks = new TreeMap<>();
    /** Of each request, where its bios ended and its conversions. */
    private final Map<Integer, List<Integer>> ends = new HashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof GetBlockBegin e) {
            began.put(e.req(), at);
        } else if (event instanceof GetBlock e && e.req() >= 0) {
            Integer begin = began.remove(e.req());
            mapped(ledger.request(e.req()), e, begin == null ? at : begin);
        } else if (event instanceof ConvertEnd e) {
            ended(ledger.reqOf(e.req(), e.ioEnd()), at);
        } else if (event instanceof BioEnd e) {
            Bio bio = ledger.bio(e.bio());
            ended(bio == null ? -1 : bio.submit.req(), at);
        }
    }

    private void mapped(Request r, GetBlock e, int at) {
        if (r.issue == null || !r.write() || r.issue.blkbits() < 0 || e.ret() != 0 || !e.mapped()) {
            return;
        }
        int bits = r.issue.blkbits();
        long end = r.issue.off() + r.issue.bytes();
        for (long lblk = e.lblk(); lblk < e.lblk() + e.len() && lblk << bits < end; lblk++) {
            boolean part = r.issue.off() > lblk << bits || end < lblk + 1 << bits;
            blocks.computeIfAbsent(new Block(r.issue.ino(), lblk), b -> new ArrayList<>())
                    .add(new Mapped(r.req, at, part && (e.fresh() || e.unwritten())));
        }
    }

    private void ended(int req, int at) {
        ends.computeIfAbsent(req, r -> new ArrayList<>()).add(at);
    }

    @Override
    public void end(Ending ending, Judge judge) {
        blocks.forEach((block, mapped) -> {
            for (int i = 0; i < mapped.size(); i++) {
                for (int j = i + 1; j < mapped.size(); j++) {
                    Mapped one = mapped.get(i);
                    Mapped other = mapped.get(j);
                    if (one.req != other.req && (one.zeroes || other.zeroes)) {
                        judge.judged();
                        apart(block, one, other, judge);
                    }
                }
            }
        });
    }

    private void apart(Block block, Mapped one, Mapped other, Judge judge) {
        int late = lateEnd(one, other, judge);
        if (late >= 0 && lateEnd(other, one, judge) >= 0) {
            Mapped zeroes = one.zeroes ? one : other;
            judge.violated("request " + zeroes.req + " zeroes the rest of block " + block.lblk + " while request "
                    + (one.req + other.req - zeroes.req) + " may still be writing it.", late, other.at);
        }
    }

    /** An end of {@code one} that need not come before the beginning of {@code other}; -1: all come before it. */
    private int lateEnd(Mapped one, Mapped other, Judge judge) {
        return ends.getOrDefault(one.req, List.of()).stream()
                .filter(end -> !judge.before(end, other.at))
                .findFirst().orElse(-1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.InodeEvent.UnlockedDioBlocked;
import endio.event.InodeEvent.UnlockedDioSeen;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * S31. The reader counts itself and looks at the flag; whoever removes blocks sets the flag and looks at the count. What a
 * missing barrier does on a weakly ordered processor is not searched through here; what it amounts to, the two steps
 * of either the other way round, is.
 */
final class UnlockedReaderHandshake extends LedgerMonitor {
    static final Property S31 = Rule.onLedger("S31", "unlocked-reader-handshake",
            "Of a reader without i_mutex and somebody who blocks such readers at least one sees the other: the reader the flag,"
            + " or the other one the count.",
            Needs.TOTAL_ORDER, UnlockedReaderHandshake::new, UnlockedDioBlocked.class, UnlockedDioSeen.class,
            DioWaitEnd.class);

    private static final class Block {
        final int ino;
        final int thread;
        int waited = -1;
        int resumed = -1;

        Block(int ino, int thread) {
            this.ino = ino;
            this.thread = thread;
        }
    }

    /** A reader that has found the flag clear, at a position. */
    private record Clear(int at, int ino, Request request) {}

    private final List<Block> blocks = new ArrayList<>();
    private final List<Clear> clear = new ArrayList<>();
    /** Where each thread found the count at 0 last; whoever looks before it sets the flag has not looked since. */
    private final Map<Integer, Integer> waits = new HashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof UnlockedDioBlocked e && e.blocked()) {
            Block block = new Block(e.ino(), where.thread());
            block.waited = waits.getOrDefault(where.thread(), -1);
            blocks.add(block);
        } else if (event instanceof UnlockedDioBlocked e) {
            blocks.stream().filter(b -> b.ino == e.ino() && b.thread == where.thread() && b.resumed < 0)
                    .forEach(b -> b.resumed = at);
        } else if (event instanceof DioWaitEnd e) {
            waits.put(where.thread(), at);
            blocks.stream().filter(b -> b.ino == e.ino() && b.thread == where.thread() && b.resumed < 0)
                    .forEach(b -> b.waited = at);
        } else if (event instanceof UnlockedDioSeen e && !e.blocked() && e.req() >= 0) {
            clear.add(new Clear(at, e.ino(), ledger.request(e.req())));
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Block block : blocks) {
            for (Clear reader : clear) {
                if (block.ino != reader.ino || block.waited < 0) {
                    continue;
                }
                judge.judged();
                boolean after = block.resumed >= 0 && judge.before(block.resumed, reader.at);
                Request r = reader.request;
                boolean counted = r.dones.size() >= r.gets.size()
                        && r.dones.stream().allMatch(done -> judge.before(done, block.waited));
                if (!after && !counted) {
                    judge.violated(r + " found the flag clear, and whoever set it found that nobody reads.", block.waited,
                            reader.at);
                }
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.SyncBegin;
import endio.event.FileSystemEvent.SyncEnd;
import endio.event.InodeEvent.PageWriteback;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * S37. An {@code fsync} answers for direct writes that were reported before it was entered, and for pages that were under
 * writeback then, or that it wrote itself; a conversion that it does not wait for is in no transaction that it commits. For
 * pages it waits until their writeback ends, so their blocks have to be converted first. That a range is never converted at
 * all is S49's matter.
 */
final class FsyncSeesConversions extends LedgerMonitor {
    static final Property S37 = Rule.onLedger("S37", "fsync-sees-conversions",
            "An fsync returns only after the conversions of every write that was reported, and of every page that was under"
            + " writeback, before it was entered; and no page ends writeback before its block is converted.",
            Needs.TOTAL_ORDER, FsyncSeesConversions::new, ConvertEnd.class, SyncBegin.class, SyncEnd.class,
            PageWriteback.class);

    private record Sync(int thread, int begin, int end) {}

    /** A block that a conversion changed. */
    private record Block(int ino, long lblk) {}

    /** A page under writeback, from one position to another, which is -1 as long as it has not ended. */
    private record UnderWriteback(Block block, int thread, int begin, int end) {}

    private final Map<Integer, Integer> entered = new HashMap<>();
    private final List<Sync> syncs = new ArrayList<>();
    private final Map<Integer, Integer> converted = new LinkedHashMap<>();
    private final Map<Block, UnderWriteback> writing = new LinkedHashMap<>();
    private final List<UnderWriteback> written = new ArrayList<>();
    /** Conversions on behalf of writeback. */
    private final Map<Integer, List<Block>> ofPages = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof SyncBegin e && e.what().equals("fsync")) {
            entered.put(where.thread(), at);
        } else if (event instanceof SyncEnd e && e.what().equals("fsync") && entered.containsKey(where.thread())) {
            syncs.add(new Sync(where.thread(), entered.remove(where.thread()), at));
        } else if (event instanceof ConvertEnd e) {
            int req = ledger.reqOf(e.req(), e.ioEnd());
            if (req >= 0) {
                converted.put(at, req);
            } else {
                ofPages.put(at, e.converted().stream()
                        .flatMap(run -> LongStream.range(run.lblk(), run.lblk() + run.len()).boxed())
                        .map(lblk -> new Block(e.ino(), lblk)).toList());
            }
        } else if (event instanceof PageWriteback e) {
            Block block = new Block(e.ino(), e.page());
            if (e.value()) {
                writing.put(block, new UnderWriteback(block, where.thread(), at, -1));
            } else if (writing.containsKey(block)) {
                UnderWriteback begun = writing.remove(block);
                written.add(new UnderWriteback(block, begun.thread, begun.begin, at));
            }
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        written.addAll(writing.values());
        ofPages.forEach((at, blocks) -> written.stream()
                .filter(page -> blocks.contains(page.block) && judge.before(page.begin, at))
                .forEach(page -> ofPage(page, at, judge)));
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

    /** The block of {@code page} was converted at {@code at}, after its writeback had begun. */
    private void ofPage(UnderWriteback page, int at, Judge judge) {
        boolean again = written.stream().anyMatch(later -> later.block.equals(page.block)
                && later.begin != page.begin && judge.before(page.begin, later.begin) && judge.before(later.begin, at));
        if (again) {
            return;
        }
        judge.judged();
        if (page.end >= 0 && !judge.before(at, page.end)) {
            judge.violated("Page " + page.block.lblk + " ended its writeback before its block was converted.", at, page.end);
        }
        for (Sync sync : syncs) {
            boolean due = judge.before(page.begin, sync.begin)
                    || page.thread == sync.thread && judge.before(page.begin, sync.end);
            if (due && !judge.before(at, sync.end)) {
                judge.violated("fsync returned, and the block of page " + page.block.lblk
                        + ", which was under writeback, may not be converted yet.", at, sync.end);
            }
        }
    }
}

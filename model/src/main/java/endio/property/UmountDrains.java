// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.JournalDestroy;
import endio.event.FileSystemEvent.PutSuper;
import endio.event.InodeEvent.Evict;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import endio.event.WorkEvent.WqPublish;
import java.util.LinkedHashMap;
import java.util.Map;

/** S36. */
final class UmountDrains implements Monitor {
    static final Property S36 = Rule.of("S36", "umount-drains",
            "All works and conversions have ended before the journal is destroyed; the queue of deferred completions"
            + " is destroyed after the inodes are evicted and before put_super.",
            Needs.TOTAL_ORDER, UmountDrains::new, WorkStart.class, WorkEnd.class, ConvertBegin.class, ConvertEnd.class,
            JournalDestroy.class, PutSuper.class, Evict.class, WqPublish.class, WqDestroy.class, WqDestroyed.class);

    private static final int JOURNAL = 0;
    private static final int EVICTION = 1;
    private static final int GONE = -1;

    private final Precedence order = new Precedence();
    /** Published queues, with where their destruction was over. */
    private final Map<Integer, Integer> published = new LinkedHashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof WorkStart e) {
            drained(at, e.work() + " began", judge);
        } else if (event instanceof WorkEnd e) {
            drained(at, e.work() + " ended", judge);
        } else if (event instanceof ConvertBegin e) {
            drained(at, "conversion " + e.call() + " began", judge);
        } else if (event instanceof ConvertEnd e) {
            drained(at, "conversion " + e.call() + " ended", judge);
        } else if (event instanceof JournalDestroy) {
            judge.judged();
            order.second(JOURNAL, at, "The journal is destroyed while a work or a conversion may still be under way.",
                    judge);
        } else if (event instanceof Evict e) {
            order.first(EVICTION, at, "inode " + e.ino()
                    + " was evicted after the queue of deferred completions was destroyed.",
                    judge);
        } else if (event instanceof WqPublish e && e.won()) {
            published.put(e.wq(), GONE);
        } else if (event instanceof WqDestroy e && published.containsKey(e.wq())) {
            order.second(EVICTION, at,
                    "The queue of deferred completions is destroyed beside the eviction of an inode.", judge);
        } else if (event instanceof WqDestroyed e) {
            published.replace(e.wq(), at);
        } else if (event instanceof PutSuper) {
            judge.judged();
            published.forEach((wq, gone) -> {
                if (gone == GONE || !judge.before(gone, at)) {
                    judge.violated("put_super is entered before workqueue " + wq + " is destroyed.",
                            gone == GONE ? new int[] {at} : new int[] {gone, at});
                }
            });
        }
    }

    private void drained(int at, String what, Judge judge) {
        order.first(JOURNAL, at, what + " after the journal was destroyed.", judge);
    }
}

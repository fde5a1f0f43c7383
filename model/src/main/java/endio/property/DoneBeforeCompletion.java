// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Issue;
import endio.event.WorkEvent.WorkStart;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * S7. The core's decrement and aio_complete are done by the same context; a second count that the file system holds for
 * the submitter may be given up later. A request that never raised the count is not judged.
 */
final class DoneBeforeCompletion extends LedgerMonitor {
    static final Property S7 = Rule.onLedger("S7", "dio-done-before-completion",
            "The completer of a request calls inode_dio_done before aio_complete, which may free the inode.",
            Needs.TOTAL_ORDER, DoneBeforeCompletion::new);

    /** Decrements of a context that no completion has used yet. */
    private final Map<Context, Integer> unused = new HashMap<>();
    /** Completions that came too early, by the context from which the decrement must follow. */
    private final Map<Context, Request> early = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Issue || event instanceof WorkStart) {
            unused.put(where, 0);
        } else if (event instanceof InodeDioDone) {
            Request r = early.remove(where);
            if (r == null) {
                unused.merge(where, 1, Integer::sum);
            } else {
                violated(r, judge, at, r.completedAt);
            }
        } else if (event instanceof AioComplete e && !ledger.request(e.req()).gets.isEmpty()) {
            Request r = ledger.request(e.req());
            judge.judged();
            if (unused.getOrDefault(where, 0) > 0) {
                unused.merge(where, -1, Integer::sum);
            } else if (r.dones.stream().noneMatch(done -> judge.before(done, at))) {
                early.put(where, r);
            }
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        early.values().forEach(r -> violated(r, judge, r.completedAt));
    }

    private static void violated(Request r, Judge judge, int... at) {
        judge.violated(r + " was completed before inode_dio_done: the inode may be gone by then.", at);
    }
}

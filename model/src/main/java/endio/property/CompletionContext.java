// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.IoEndEvent.ListAdd;
import endio.event.RequestEvent.AioComplete;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkStart;
import java.util.HashSet;
import java.util.Set;

/**
 * Q3. Whether a generation should have deferred a request is not asked here: some defer all writes. A worker may
 * complete what
 * was handed to it as a dio, as an io_end on a list, or by a file system on behalf of the request. That a request
 * which asked
 * for a worker gets one is S20.
 */
final class CompletionContext extends LedgerMonitor {
    static final Property Q3 = Rule.onLedger("Q3", "no-needless-context-switch",
            "A request of which nothing was queued is completed where its last bio ends, without a worker.",
            Needs.END_STATE, CompletionContext::new, QueueWork.class, WorkStart.class, ListAdd.class);

    private final Set<Integer> queued = new HashSet<>();
    /** Workers whose works are told. */
    private final Set<Integer> workers = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof QueueWork e) {
            queued.add(e.dio() >= 0 ? ledger.reqOfDio(e.dio()) : ledger.doing(where));
        } else if (event instanceof WorkStart) {
            workers.add(where.thread());
        } else if (event instanceof ListAdd e) {
            queued.add(ledger.reqOf(-1, e.ioEnd()));
        } else if (event instanceof AioComplete e) {
            judge.judged();
            if (where.kind() == ContextKind.KWORKER && workers.contains(where.thread()) && !queued.contains(e.req())) {
                judge.violated("request " + e.req()
                        + " is completed by a worker although nothing of it was queued.", at);
            }
        }
    }
}

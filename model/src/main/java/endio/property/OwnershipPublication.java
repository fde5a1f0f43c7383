// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.DeferCompletion;
import endio.event.DioEvent.Gathered;
import endio.event.Event;
import endio.property.Ledger.Request;
import java.util.HashSet;
import java.util.Set;

/**
 * S21. What the last values are is known where events tell: {@code io_error} is set exactly if a bio failed;
 * {@code defer_completion} is set if the request asked; and a write that somebody else completes has put all its bytes
 * under I/O, as a submission leaves only such to others.
 */
final class OwnershipPublication extends LedgerMonitor {
    static final Property S21 = Rule.onLedger("S21", "ownership-publication",
            "The final completer sees the last values of what the submitter and the bios left in the dio: result,"
                    + " defer_completion, io_error.",
            Needs.END_STATE, OwnershipPublication::new, DeferCompletion.class);

    private final Set<Integer> asked = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof DeferCompletion e) {
            asked.add(e.req());
        } else if (event instanceof Gathered e) {
            judge.judged();
            Request r = ledger.request(e.req());
            boolean failed = r.bios.stream().anyMatch(Ledger.Bio::failed);
            if (failed != (e.ioError() != 0)) {
                judge.violated("The completer of " + r + " read io_error " + e.ioError()
                        + (failed ? ", and one" : ", and none")
                        + " of its bios failed.", at);
            }
            if (asked.contains(e.req()) && !e.defer()) {
                judge.violated("The completer of " + r + " read defer_completion as false, and it had been set.", at);
            }
            if (where.kind() != ContextKind.TASK && r.issue != null && r.write() && e.result() != r.issue.bytes()) {
                judge.violated("The completer of " + r + " read result " + e.result() + " of " + r.issue.bytes()
                        + " bytes.", at);
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.property.Ledger.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** S8. The last decrement of a request: of the core's count, or of the one that ext4 holds besides. */
final class DoneAfterConversion extends LedgerMonitor {
    static final Property S8 = Rule.onLedger("S8", "dio-done-after-conversion",
            "A request keeps i_dio_count raised until its conversion has ended.",
            Needs.TOTAL_ORDER, DoneAfterConversion::new, ConvertEnd.class);

    private final Map<Integer, Integer> converted = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof ConvertEnd e) {
            int req = ledger.reqOf(e.req(), e.ioEnd());
            if (req >= 0) {
                converted.put(at, req);
            }
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        converted.forEach((at, req) -> {
            Request r = ledger.request(req);
            if (r.gets.isEmpty()) {
                return;
            }
            // One decrement too many, S6, comes after the request's own and keeps nothing.
            boolean kept = r.dones.stream().limit(r.gets.size()).anyMatch(done -> judge.before(at, done));
            if (!kept && r.dones.size() < r.gets.size()) {
                return; // still raised when the execution ended
            }
            judge.judged();
            if (!kept) {
                judge.violated(r + " gave up its last i_dio_count before its conversion had ended: a truncate may"
                        + " already be removing the blocks.", at, r.dones.get(r.dones.size() - 1));
            }
        });
    }
}

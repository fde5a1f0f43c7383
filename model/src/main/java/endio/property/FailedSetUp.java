// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.DioFree;
import endio.event.Event;
import endio.event.IoEndEvent.IoEndAlloc;
import endio.event.IoEndEvent.IoEndFree;
import endio.event.WorkEvent.WqAlloc;
import endio.property.Ledger.Request;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** L10. */
final class FailedSetUp extends LedgerMonitor {
    static final Property L10 = Rule.onLedger("L10", "failed-set-up-leaves-nothing",
            "A request for which a dio, an io_end or a queue cannot be allocated waits for what it has submitted,"
            + " returns an error, and leaves no count and no object behind.",
            Needs.TOTAL_ORDER, FailedSetUp::new, WqAlloc.class, DioFree.class, IoEndFree.class);

    private final Map<Integer, String> failed = new LinkedHashMap<>();
    private final Map<Integer, Integer> ioEnds = new LinkedHashMap<>();
    private final Set<Integer> freed = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof WqAlloc e && e.wq() < 0 && e.req() >= 0) {
            failed.put(e.req(), "a workqueue");
        } else if (event instanceof DioAlloc e && e.dio() < 0) {
            failed.put(e.req(), "a dio");
        } else if (event instanceof IoEndAlloc e) {
            if (e.ioEnd() >= 0) {
                ioEnds.put(e.ioEnd(), e.req());
            } else if (e.req() >= 0) {
                failed.put(e.req(), "an io_end");
            }
        } else if (event instanceof DioFree e) {
            freed.add(e.dio());
        } else if (event instanceof IoEndFree e) {
            ioEnds.remove(e.ioEnd());
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (!ending.quiescent()) {
            return;
        }
        failed.forEach((req, what) -> {
            judge.judged();
            Request r = ledger.request(req);
            String allocation = "The allocation of " + what + " failed for " + r + ", ";
            if (r.reportedAt() < 0 || r.result() >= 0) {
                judge.violated(allocation + "which was not reported with an error.");
            } else if (r.bios.stream().anyMatch(b -> b.endedAt < 0 || !judge.before(b.endedAt, r.reportedAt()))) {
                judge.violated(allocation + "which was reported before its bios had ended.", r.reportedAt());
            }
            if (r.gets.size() != r.dones.size()) {
                judge.violated(allocation + "and i_dio_count went up " + r.gets.size() + " times and down "
                        + r.dones.size()
                        + " times for it.");
            }
            if (r.dio >= 0 && !freed.contains(r.dio)) {
                judge.violated(allocation + "and its dio was never freed.");
            }
            if (ioEnds.containsValue(req)) {
                judge.violated(allocation + "and its io_end was never freed.");
            }
        });
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.property.Ledger.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * S22. Judged at the end, of requests that met an error and were reported; which of several errors is told is left
 * open.
 */
final class ErrorPropagation extends LedgerMonitor {
    static final Property S22 = Rule.onLedger("S22", "error-propagates",
            "A request of which a bio, the conversion or the O_(D)SYNC flush failed is not reported as successful.",
            Needs.END_STATE, ErrorPropagation::new, ConvertEnd.class, GenericWriteSync.class);

    private record Failure(String what, int at) {}

    private final Map<Integer, Failure> failures = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof ConvertEnd e && e.ret() < 0) {
            int req = ledger.reqOf(e.req(), e.ioEnd());
            if (req >= 0) {
                failures.putIfAbsent(req, new Failure("its conversion failed with " + e.ret(), at));
            }
        } else if (event instanceof GenericWriteSync e && e.ret() < 0) {
            failures.putIfAbsent(e.req(), new Failure("its flush failed with " + e.ret(), at));
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Request r : ledger.requests()) {
            r.bios.stream().filter(Ledger.Bio::failed).findFirst().ifPresent(
                    bio -> failures.put(r.req, new Failure("bio " + bio.submit.bio() + " failed", bio.endedAt)));
            Failure failure = failures.get(r.req);
            if (failure == null || r.reportedAt() < 0) {
                continue;
            }
            judge.judged();
            if (r.result() >= 0) {
                judge.violated(r + " was reported with " + r.result() + ", and " + failure.what() + ".", failure.at(),
                        r.reportedAt());
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.property.Ledger.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** S25. */
final class DataBeforeConversion extends LedgerMonitor {
    static final Property S25 = Rule.onLedger("S25", "data-before-conversion",
            "A request's conversion begins only after each of its bios was submitted and has ended.",
            Needs.TOTAL_ORDER, DataBeforeConversion::new);

    private final Precedence bioBeforeConversion = new Precedence();
    private final Map<Integer, Request> began = new LinkedHashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof BioSubmit e && e.req() >= 0) {
            bioBeforeConversion.late(e.req(), at, "bio " + e.bio() + " of request " + e.req()
                    + " was submitted after its conversion had begun.", judge);
        } else if (event instanceof BioEnd e && ledger.bio(e.bio()) != null && ledger.bio(e.bio()).submit.req() >= 0) {
            int req = ledger.bio(e.bio()).submit.req();
            bioBeforeConversion.first(req, at, "The conversion of request " + req + " began before its bio " + e.bio()
                    + " had ended: after a crash old data would show.", judge);
        } else if (event instanceof ConvertBegin e) {
            int req = ledger.reqOf(e.req(), e.ioEnd());
            if (req >= 0 && !ledger.request(req).bios.isEmpty()) {
                judge.judged();
                began.put(at, ledger.request(req));
                bioBeforeConversion.second(req, at, "The conversion of request " + req
                        + " may begin before its bios have ended.",
                        judge);
            }
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        began.forEach((at, r) -> {
            if (!r.allBiosEnded()) {
                judge.violated("The conversion of " + r + " began while its bios were in flight.", at);
            }
        });
    }
}

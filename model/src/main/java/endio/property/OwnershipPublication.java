// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.DeferCompletion;
import endio.event.DioEvent.Gathered;
import endio.event.Event;
import endio.event.IomapEvent.CopyIter;
import endio.event.IomapEvent.IomapBegin;
import endio.event.IomapEvent.IomapBio;
import endio.event.IomapEvent.SetError;
import endio.event.IomapEvent.ZeroIter;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * S21. What the last values are is known where events tell: {@code io_error} is set exactly if a bio failed;
 * {@code defer_completion} is set if the request asked; and a write that somebody else completes has put all its bytes
 * under I/O, as a submission leaves only such to others. iomap's completer finds the one error that was kept, and the
 * bytes that the submitter has put under I/O, zeroed and copied.
 */
final class OwnershipPublication extends LedgerMonitor {
    static final Property S21 = Rule.onLedger("S21", "ownership-publication",
            "The final completer sees the last values of what the submitter and the bios left in the dio: result,"
                    + " defer_completion, io_error.",
            Needs.END_STATE, OwnershipPublication::new, DeferCompletion.class, IomapBegin.class,
            SetError.class, IomapBio.class, ZeroIter.class, CopyIter.class);

    private final Set<Integer> asked = new HashSet<>();
    /** Requests of iomap, with the bytes that their submitter has dealt with. */
    private final Map<Integer, Long> iomap = new HashMap<>();
    private final Map<Integer, Integer> errors = new HashMap<>();
    private final Set<Integer> padding = new HashSet<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof DeferCompletion e) {
            asked.add(e.req());
        } else if (event instanceof IomapBegin e) {
            iomap.putIfAbsent(e.req(), 0L);
        } else if (event instanceof SetError e) {
            errors.put(e.dio(), e.error());
        } else if (event instanceof ZeroIter e) {
            iomap.merge(e.req(), e.bytes(), Long::sum);
        } else if (event instanceof CopyIter e) {
            iomap.merge(e.req(), e.bytes(), Long::sum);
        } else if (event instanceof IomapBio e) {
            pad(e);
        } else if (event instanceof BioSubmit e && iomap.containsKey(e.req()) && !padding.contains(e.dio())) {
            iomap.merge(e.req(), e.bytes(), Long::sum);
        } else if (event instanceof Gathered e && iomap.containsKey(e.req())) {
            judge.judged();
            gatheredByIomap(e, at, judge);
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

    private void pad(IomapBio bio) {
        if (bio.zero()) {
            padding.add(bio.dio());
        } else {
            padding.remove(bio.dio());
        }
    }

    private void gatheredByIomap(Gathered e, int at, Judge judge) {
        int error = errors.getOrDefault(e.dio(), 0);
        if (e.ioError() != error) {
            judge.violated("The completer of request " + e.req() + " read error " + e.ioError() + ", and " + error
                    + " was kept.", at);
        }
        long bytes = iomap.get(e.req());
        if (e.result() != bytes) {
            judge.violated("The completer of request " + e.req() + " read size " + e.result() + ", and " + bytes
                    + " bytes were dealt with.", at);
        }
    }
}

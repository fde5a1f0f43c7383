// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.DioEvent.Gathered;
import endio.event.Errno;
import endio.event.Event;
import endio.event.InodeEvent.SetIsize;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Return;
import endio.property.Ledger.Bio;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.Map;

/**
 * S46. What was transferred is known from what the completer gathered and from the bios; a read may be cut at any size
 * that the file had while the request ran.
 */
final class ResultValue extends LedgerMonitor {
    static final Property S46 = Rule.onLedger("S46", "result-value",
            "A result is an error number or the bytes transferred, for a read not beyond i_size; -EIOCBQUEUED and"
            + " -ENOTBLK never reach the application.",
            Needs.END_STATE, ResultValue::new, SetIsize.class);

    /** Above the kernel's largest error number that a file system returns (ERFKILL is 132, EHWPOISON 133). */
    private static final long LAST_ERRNO = 133;

    private final Sizes sizes = new Sizes();
    private final Map<Integer, Long> gathered = new HashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof SetIsize e) {
            sizes.on(at, e);
        } else if (event instanceof Gathered e) {
            gathered.put(e.req(), e.result());
        } else if (event instanceof AioComplete e) {
            Request r = ledger.request(e.req());
            report(r, e.res(), at, judge);
            Long bytes = gathered.get(e.req());
            if (r.write() && e.res() >= 0 && bytes != null && bytes != e.res()) {
                judge.violated(r + " was completed with " + e.res() + " and transferred " + bytes + " bytes.", at);
            } else if (!r.write() && r.issue != null && e.res() >= 0 && bytes != null && e.res() < bytes && !cut(r, e.res(), judge)) {
                judge.violated(r + " was completed with " + e.res() + ", read " + bytes + " bytes, and does not end at i_size.", at);
            }
        } else if (event instanceof Return e) {
            Request r = ledger.request(e.req());
            if (!r.queued() || !r.async()) {
                report(r, e.ret(), at, judge);
            }
        }
    }

    private void report(Request r, long value, int at, Judge judge) {
        if (r.issue == null) {
            return;
        }
        judge.judged();
        if (value == -Errno.EIOCBQUEUED || value == -Errno.ENOTBLK) {
            judge.violated(r + " was reported with " + (value == -Errno.ENOTBLK ? "-ENOTBLK" : "-EIOCBQUEUED")
                    + ", which is not for the application.", at);
        } else if (value < 0 && (value < -LAST_ERRNO || fromBeyondTheEnd(r, value, judge))) {
            judge.violated(r + " was reported with " + value + ", which is not an error number.", at);
        } else if (value > r.issue.bytes()) {
            judge.violated(r + " was reported with " + value + " of " + r.issue.bytes() + " bytes.", at);
        } else if (!r.write() && value > Math.max(0, sizes.largestSince(r, judge) - r.issue.off())) {
            judge.violated(r + " read " + value + " bytes, beyond i_size.", at);
        } else if (r.write() && !r.bios.isEmpty() && value > written(r)) {
            judge.violated(r + " was reported with " + value + ", and its bios wrote " + written(r) + " bytes.", at);
        }
    }

    /** Whether a read with this result ends where the file did at some moment while it ran. */
    private boolean cut(Request r, long value, Judge judge) {
        return sizes.since(r, judge).stream().anyMatch(size -> value == size - r.issue.off());
    }

    /** Whether the value is the distance back to the end of the file, as a read that starts beyond it computes. */
    private boolean fromBeyondTheEnd(Request r, long value, Judge judge) {
        return !r.write() && r.bios.stream().noneMatch(Bio::failed)
                && sizes.since(r, judge).stream().anyMatch(size -> value == size - r.issue.off());
    }

    private static long written(Request r) {
        return r.bios.stream().filter(bio -> bio.ok).mapToLong(bio -> bio.submit.bytes()).sum();
    }
}

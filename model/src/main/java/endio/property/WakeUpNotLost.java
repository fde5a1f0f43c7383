// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.InodeEvent.DioWaitBegin;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.LockEvent.Schedule;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.Map;

/**
 * L2 and L3. A thread whose last word was that it sleeps, and that sleeps for ever although what it waits for has come:
 * all bios of its request have ended; {@code i_dio_count} went down as often as up.
 */
final class WakeUpNotLost extends LedgerMonitor {
    static final Property L2 = Rule.onLedger("L2", "no-lost-wake-up-of-submitter",
            "The submitter that sleeps in dio_await_one wakes once the bios of its request have ended.",
            Needs.END_STATE, () -> new WakeUpNotLost("dio_await_one"), Schedule.class);
    static final Property L3 = Rule.onLedger("L3", "no-lost-wake-up-of-inode_dio_wait",
            "Whoever sleeps in inode_dio_wait wakes once i_dio_count is 0.",
            Needs.END_STATE, () ->
            new WakeUpNotLost("inode_dio_wait"), Schedule.class, DioWaitBegin.class, DioWaitEnd.class);

    private final String reason;
    /** Where each thread fell asleep for this reason last. */
    private final Map<Integer, Integer> asleep = new HashMap<>();
    private final Map<Integer, Integer> waitsFor = new HashMap<>();
    private final Map<Integer, Integer> counts = new HashMap<>();
    private int sleeps;

    private WakeUpNotLost(String reason) {
        this.reason = reason;
    }

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Schedule e && e.reason().equals(reason)) {
            sleeps++;
            asleep.put(where.thread(), at);
        } else {
            asleep.remove(where.thread());
        }
        if (event instanceof DioWaitBegin e) {
            waitsFor.put(where.thread(), e.ino());
        } else if (event instanceof InodeDioGet e) {
            counts.merge(e.ino(), 1, Integer::sum);
        } else if (event instanceof InodeDioDone e) {
            counts.merge(e.ino(), -1, Integer::sum);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (ending.kind() == Ending.Kind.CUT || ending.kind() == Ending.Kind.CRASHED) {
            return;
        }
        for (int i = 0; i < sleeps; i++) {
            judge.judged();
        }
        for (Ending.Blocked blocked : ending.blocked()) {
            Integer at = asleep.get(blocked.who().thread());
            if (at != null && blocked.what().startsWith("AWAIT") && hasCome(blocked.who())) {
                judge.violated(blocked.who().name() + " sleeps in " + reason + " for ever: nobody woke it.", at);
            }
        }
    }

    private boolean hasCome(Context who) {
        if (waitsFor.containsKey(who.thread())) {
            return counts.getOrDefault(waitsFor.get(who.thread()), 0) == 0;
        }
        return ledger.requests().stream()
                .filter(r -> r.submitter != null && r.submitter.thread() == who.thread() && r.returned == null)
                .allMatch(Request::allBiosEnded);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.InodeEvent.DioWaitBegin;
import endio.event.InodeEvent.DioWaitEnd;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * L5 and L6: who waits for whom where nobody can go on. A transaction is never refused for want of credits here, so
 * L6 is
 * judged of locks, references and queues alone.
 */
final class Dependencies extends LedgerMonitor {
    static final Property L5 = Rule.onLedger("L5", "no-deadlock-truncate-completion",
            "While somebody is in inode_dio_wait no request of the inode needs a lock that is never given up.",
            Needs.END_STATE, () -> new Dependencies(true), DioWaitBegin.class, DioWaitEnd.class);
    static final Property L6 = Rule.onLedger("L6", "no-deadlock-journal-conversion",
            "A conversion that has begun comes to its end: it waits for nothing that waits for it.",
            Needs.END_STATE, () -> new Dependencies(false), ConvertBegin.class, ConvertEnd.class);

    private final boolean truncate;
    /** Where each thread that is in {@code inode_dio_wait} entered it, and for which inode. */
    private final Map<Integer, DioWaitBegin> waiting = new LinkedHashMap<>();
    private final Map<Integer, Integer> entered = new HashMap<>();
    private final Map<Integer, Integer> converting = new LinkedHashMap<>();

    private Dependencies(boolean truncate) {
        this.truncate = truncate;
    }

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (truncate && event instanceof DioWaitBegin e) {
            waiting.put(where.thread(), e);
            entered.put(where.thread(), at);
        } else if (truncate && event instanceof DioWaitEnd) {
            judge.judged();
            waiting.remove(where.thread());
        } else if (!truncate && event instanceof ConvertBegin e) {
            converting.put(e.call(), at);
        } else if (!truncate && event instanceof ConvertEnd e) {
            judge.judged();
            converting.remove(e.call());
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (ending.kind() != Ending.Kind.STUCK) {
            return;
        }
        converting.forEach((call, at) -> {
            judge.judged();
            judge.violated("Conversion " + call + " never ended.", at);
        });
        for (Ending.Blocked waiter : ending.blocked()) {
            DioWaitBegin wait = waiting.get(waiter.who().thread());
            if (wait != null) {
                judge.judged();
                ending.blocked().stream().filter(other -> needsLock(other, wait.ino()))
                        .forEach(other -> judge.violated(waiter.who().name() + " waits in inode_dio_wait for "
                                + other.who().name() + ", which waits for a lock for ever: " + other.what() + ".",
                                entered.get(waiter.who().thread())));
            }
        }
    }

    /** Whether it works for a request that still holds a count of the inode, and waits for a lock. */
    private boolean needsLock(Ending.Blocked blocked, int ino) {
        int req = ledger.doing(blocked.who());
        if (req < 0 || !blocked.what().startsWith("LOCK") && !blocked.what().startsWith("DOWN")) {
            return false;
        }
        Request r = ledger.request(req);
        return r.dones.size() < r.gets.size() && (r.issue == null || r.issue.ino() < 0 || r.issue.ino() == ino);
    }
}

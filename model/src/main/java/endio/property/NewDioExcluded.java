// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.InodeEvent.InodeLock;
import endio.event.InodeEvent.InodeLockShared;
import endio.event.InodeEvent.InodeUnlock;
import endio.event.InodeEvent.InodeUnlockShared;
import endio.event.InodeEvent.UnlockedDioBlocked;
import endio.event.InodeEvent.UnlockedDioSeen;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * S30. A request is out of the way if it has given up all its counts before the wait returned, since that is what was
 * waited for, or if it begins, with its first increment, after the waiter has let others in. A reader without {@code
 * i_mutex} begins where it sees that it is not blocked, and one that backs off does not begin; whoever holds {@code
 * i_mutex} is kept apart by it if the waiter held it, too.
 */
final class NewDioExcluded extends LedgerMonitor {
    static final Property S30 = Rule.onLedger("S30", "new-dio-excluded",
            "From the return of inode_dio_wait until the waiter lets others in again no direct I/O of the inode"
            + " begins.",
            Needs.TOTAL_ORDER, NewDioExcluded::new, DioWaitEnd.class, InodeLock.class, InodeUnlock.class,
            InodeLockShared.class, InodeUnlockShared.class, UnlockedDioBlocked.class, UnlockedDioSeen.class);

    private static final class Window {
        final int ino;
        final int thread;
        final int begin;
        final boolean locked;
        int end = -1;

        Window(int ino, int thread, int begin, boolean locked) {
            this.ino = ino;
            this.thread = thread;
            this.begin = begin;
            this.locked = locked;
        }
    }

    private static final class Start {
        final int ino;
        final int get;
        final boolean locked;
        int seen = -1;
        boolean backedOff;

        Start(int ino, int get, boolean locked) {
            this.ino = ino;
            this.get = get;
            this.locked = locked;
        }
    }

    /** The inodes that each thread has locked, shared or not. */
    private final Map<Integer, List<Integer>> locked = new HashMap<>();
    /** Who has locked each inode, and not shared. */
    private final Map<Integer, Integer> exclusive = new HashMap<>();
    private final List<Window> windows = new ArrayList<>();
    private final Map<Request, Start> starts = new HashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof InodeLock e) {
            lock(e.ino(), where);
            exclusive.put(e.ino(), where.thread());
        } else if (event instanceof InodeLockShared e) {
            lock(e.ino(), where);
        } else if (event instanceof InodeUnlockShared e) {
            unlock(e.ino(), where);
        } else if (event instanceof InodeUnlock e) {
            unlock(e.ino(), where);
            exclusive.remove(e.ino(), where.thread());
            close(e.ino(), where, at);
        } else if (event instanceof DioWaitEnd e) {
            windows.add(new Window(e.ino(), where.thread(), at,
                    Integer.valueOf(where.thread()).equals(exclusive.get(e.ino()))));
        } else if (event instanceof UnlockedDioBlocked e && !e.blocked()) {
            close(e.ino(), where, at);
        } else if (event instanceof InodeDioGet e && ledger.doing(where) >= 0) {
            Request r = ledger.request(ledger.doing(where));
            Start start = starts.get(r);
            if (start == null || start.backedOff) {
                starts.put(r, new Start(e.ino(), at, holds(e.ino(), where)));
            }
        } else if (event instanceof UnlockedDioSeen e && e.req() >= 0 && starts.containsKey(ledger.request(e.req()))) {
            Start start = starts.get(ledger.request(e.req()));
            start.seen = at;
            start.backedOff = e.blocked();
        }
    }

    private void lock(int ino, Context where) {
        locked.computeIfAbsent(where.thread(), t -> new ArrayList<>()).add(ino);
    }

    private void unlock(int ino, Context where) {
        locked.computeIfAbsent(where.thread(), t -> new ArrayList<>()).remove(Integer.valueOf(ino));
    }

    private boolean holds(int ino, Context where) {
        return locked.getOrDefault(where.thread(), List.of()).contains(ino);
    }

    private void close(int ino, Context where, int at) {
        windows.stream().filter(w -> w.ino == ino && w.thread == where.thread() && w.end < 0).forEach(w -> w.end = at);
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (Window window : windows) {
            for (Request r : ledger.requests()) {
                Start start = starts.get(r);
                if (start == null || start.backedOff || start.ino != window.ino
                        || r.submitter != null && r.submitter.thread() == window.thread) {
                    continue;
                }
                judge.judged();
                int begins = Math.max(start.get, start.seen);
                boolean over = r.dones.size() >= r.gets.size()
                        && r.dones.stream().allMatch(done -> judge.before(done, window.begin));
                boolean apart = over || start.locked && window.locked || window.end >= 0
                        && judge.before(window.end, begins);
                if (!apart) {
                    judge.violated(r + " begins although somebody has waited for all direct I/O of inode " + window.ino
                            + " to end and still relies on it.", window.end >= 0 ? window.end : window.begin, begins);
                }
            }
        }
    }
}

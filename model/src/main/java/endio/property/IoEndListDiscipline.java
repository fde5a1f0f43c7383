// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.IoEndEvent.IoEndFree;
import endio.event.IoEndEvent.IoEndGet;
import endio.event.IoEndEvent.IoEndPut;
import endio.event.IoEndEvent.IoEndSet;
import endio.event.IoEndEvent.ListAdd;
import endio.event.IoEndEvent.ListDel;
import endio.event.IoEndEvent.ListSplice;
import endio.event.LockEvent.Locked;
import endio.event.LockEvent.Unlocked;
import java.util.HashMap;
import java.util.Map;

/** S38. That a list is touched only under its lock is judged where locks are heard of at all. */
final class IoEndListDiscipline implements Monitor {
    static final Property S38 = Rule.of("S38", "io-end-list-discipline",
            "An io_end is on at most one list, only when nobody owns it any more, and unlinked before it is freed; the"
            + " list is changed only under its spin lock.",
            Needs.OBJECT_ORDER, IoEndListDiscipline::new, ListAdd.class, ListSplice.class, ListDel.class,
                    IoEndSet.class,
            IoEndGet.class, IoEndPut.class, IoEndFree.class, Locked.class, Unlocked.class);

    private final Map<Integer, Integer> onList = new HashMap<>();
    private final Map<Integer, Long> count = new HashMap<>();
    private final Atomicity atomicity = new Atomicity();
    private boolean locksHeard;

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        atomicity.on(where, event);
        if (event instanceof Locked) {
            locksHeard = true;
        } else if (event instanceof IoEndSet e) {
            count.put(e.ioEnd(), e.count());
        } else if (event instanceof IoEndGet e) {
            count.put(e.ioEnd(), e.count());
        } else if (event instanceof IoEndPut e) {
            count.put(e.ioEnd(), e.count());
        } else if (event instanceof ListAdd e) {
            judge.judged();
            locked("appended to " + e.list(), at, where, judge);
            Integer other = onList.put(e.ioEnd(), at);
            if (other != null) {
                judge.violated("io_end " + e.ioEnd() + " is put on a list while it is on one.", other, at);
            }
            if (count.getOrDefault(e.ioEnd(), 0L) != 0) {
                judge.violated("io_end " + e.ioEnd() + " is put on a list and still has " + count.get(e.ioEnd())
                        + " owners.", at);
            }
        } else if (event instanceof ListSplice e) {
            locked("taken off " + e.list(), at, where, judge);
            for (int ioEnd : e.ioEnds()) {
                Integer added = onList.get(ioEnd);
                if (added == null || !judge.before(added, at)) {
                    judge.violated("io_end " + ioEnd + " is taken with a list to which it was not safely added.",
                            added == null ? new int[] {at} : new int[] {added, at});
                }
            }
        } else if (event instanceof ListDel e) {
            onList.remove(e.ioEnd());
        } else if (event instanceof IoEndFree e && onList.containsKey(e.ioEnd())) {
            judge.violated("io_end " + e.ioEnd() + " is freed while it is on a list.", onList.get(e.ioEnd()), at);
        }
    }

    private void locked(String what, int at, Context where, Judge judge) {
        if (locksHeard && atomicity.held(where).isEmpty()) {
            judge.violated("An io_end is " + what + " without the list lock.", at);
        }
    }
}

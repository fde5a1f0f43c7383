// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** S6. Too many are also those of a request whose own events are all that is heard, while others keep the count up. */
final class DioCountBalance implements Monitor {
    static final Property S6 = Rule.of("S6", "dio-done-exactly-once",
            "i_dio_count goes down once for each time it went up, and is never negative.",
            Needs.END_STATE, DioCountBalance::new, InodeDioGet.class, InodeDioDone.class);

    private final Map<Integer, Integer> balance = new TreeMap<>();
    /** Where each count went up or down last. */
    private final Map<Integer, Integer> last = new TreeMap<>();
    private final Set<Integer> fellTooFar = new TreeSet<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof InodeDioGet e) {
            balance.merge(e.ino(), 1, Integer::sum);
            last.put(e.ino(), at);
        } else if (event instanceof InodeDioDone e) {
            judge.judged();
            int left = balance.merge(e.ino(), -1, Integer::sum);
            last.put(e.ino(), at);
            if (e.count() < 0 || left < 0) {
                fellTooFar.add(e.ino());
                judge.violated("i_dio_count of inode " + e.ino() + " is " + e.count()
                        + ": one inode_dio_done too many.", at);
            }
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (!ending.quiescent()) {
            return;
        }
        balance.forEach((ino, left) -> {
            if (left != 0 && !fellTooFar.contains(ino)) {
                judge.judged();
                judge.violated("i_dio_count of inode " + ino + " is off by " + left
                        + " at the end: inode_dio_done was left out.", last.get(ino));
            }
        });
    }
}

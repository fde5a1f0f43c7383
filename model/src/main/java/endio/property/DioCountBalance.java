// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.InodeEvent.InodeDioDone;
import endio.event.InodeEvent.InodeDioGet;
import java.util.Map;
import java.util.TreeMap;

/** S6. */
final class DioCountBalance implements Monitor {
    static final Property S6 = Rule.of("S6", "dio-done-exactly-once",
            "i_dio_count goes down once for each time it went up, and is never negative.",
            Needs.END_STATE, DioCountBalance::new, InodeDioGet.class, InodeDioDone.class);

    private final Map<Integer, Integer> balance = new TreeMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof InodeDioGet e) {
            balance.merge(e.ino(), 1, Integer::sum);
        } else if (event instanceof InodeDioDone e) {
            judge.judged();
            balance.merge(e.ino(), -1, Integer::sum);
            if (e.count() < 0) {
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
            if (left != 0) {
                judge.judged();
                judge.violated("i_dio_count of inode " + ino + " is off by " + left + " at the end: "
                        + (left > 0 ? "inode_dio_done was left out." : "inode_dio_done was called too often."));
            }
        });
    }
}

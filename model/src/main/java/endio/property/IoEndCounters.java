// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.IoEndEvent.IIoendCount;
import endio.event.IoEndEvent.IUnwritten;
import java.util.LinkedHashMap;
import java.util.Map;

/** S39. */
final class IoEndCounters implements Monitor {
    static final Property S39 = Rule.of("S39", "io-end-counters-balance",
            "i_ioend_count and i_unwritten are never negative, and both are 0 at the end.",
            Needs.END_STATE, IoEndCounters::new, IIoendCount.class, IUnwritten.class);

    private final Map<String, Long> counters = new LinkedHashMap<>();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof IIoendCount e) {
            count("i_ioend_count of inode " + e.ino(), e.count(), at, judge);
        } else if (event instanceof IUnwritten e) {
            count("i_unwritten of inode " + e.ino(), e.count(), at, judge);
        }
    }

    private void count(String counter, long count, int at, Judge judge) {
        counters.put(counter, count);
        if (count < 0) {
            judge.violated(counter + " fell to " + count + ".", at);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        if (!ending.quiescent()) {
            return;
        }
        counters.forEach((counter, count) -> {
            judge.judged();
            if (count != 0) {
                judge.violated(counter + " is " + count + " at the end.");
            }
        });
    }
}

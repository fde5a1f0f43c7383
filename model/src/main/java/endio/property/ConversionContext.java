// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.JournalStart;
import endio.event.LockEvent.Locked;
import endio.event.LockEvent.Unlocked;

/** S2. */
final class ConversionContext implements Monitor {
    static final Property S2 = Rule.of("S2", "conversion-in-process-context",
            "A conversion, and any start of a transaction, runs in process context and without a spin lock.",
            Needs.END_STATE, ConversionContext::new, ConvertBegin.class, JournalStart.class, Locked.class,
            Unlocked.class);

    private final Atomicity atomicity = new Atomicity();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        atomicity.on(where, event);
        if (event instanceof ConvertBegin) {
            judge.judged();
            check("A conversion begins ", at, where, judge);
        } else if (event instanceof JournalStart) {
            check("A transaction is started ", at, where, judge);
        }
    }

    private void check(String what, int at, Context where, Judge judge) {
        if (atomicity.atomic(where)) {
            judge.violated(what + atomicity.reason(where) + ", where nothing may sleep.", at);
        }
    }
}

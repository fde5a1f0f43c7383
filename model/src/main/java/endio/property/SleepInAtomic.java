// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.LockEvent.Locked;
import endio.event.LockEvent.MightSleep;
import endio.event.LockEvent.Schedule;
import endio.event.LockEvent.Unlocked;

/** S3. */
final class SleepInAtomic implements Monitor {
    static final Property S3 = Rule.of("S3", "no-sleep-in-atomic-context",
            "Nothing that may sleep is called in an interrupt, in a bio's end inside its submission, or with a spin"
            + " lock held.",
            Needs.END_STATE, SleepInAtomic::new, MightSleep.class, Schedule.class, Locked.class, Unlocked.class);

    private final Atomicity atomicity = new Atomicity();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        atomicity.on(where, event);
        if (event instanceof MightSleep e) {
            check(e.what(), at, where, judge);
        } else if (event instanceof Schedule e) {
            check("schedule for " + e.reason(), at, where, judge);
        }
    }

    private void check(String what, int at, Context where, Judge judge) {
        judge.judged();
        if (atomicity.atomic(where)) {
            judge.violated("A call that may sleep (" + what + ") " + atomicity.reason(where) + ".", at);
        }
    }
}

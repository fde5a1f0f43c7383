// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.LockEvent.Locked;
import endio.event.LockEvent.Unlocked;

/** S27. A call that finds nothing to do flushes nothing, and may come from anywhere. */
final class SyncContext implements Monitor {
    static final Property S27 = Rule.of("S27", "sync-in-process-context",
            "The flush of an O_(D)SYNC write runs in process context and without a spin lock.",
            Needs.END_STATE, SyncContext::new, GenericWriteSync.class, Locked.class, Unlocked.class);

    private final Atomicity atomicity = new Atomicity();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        atomicity.on(where, event);
        if (event instanceof GenericWriteSync e && e.fsync()) {
            judge.judged();
            if (atomicity.atomic(where)) {
                judge.violated("request " + e.req() + " is flushed " + atomicity.reason(where)
                        + ", where nothing may sleep.", at);
            }
        }
    }
}

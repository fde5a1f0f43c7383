// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;

/**
 * A monitor that keeps a {@link Ledger}, alone or with the other monitors of its execution; its own part sees each event after the
 * ledger has taken it in, and changes nothing there.
 */
abstract class LedgerMonitor implements Monitor {
    Ledger ledger = new Ledger();

    @Override
    public final void join(Shared shared) {
        ledger = shared.ledger();
    }

    @Override
    public final void on(int at, Context where, Event event, Judge judge) {
        ledger.on(at, where, event);
        see(at, where, event, judge);
    }

    abstract void see(int at, Context where, Event event, Judge judge);
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import endio.event.Event;

/**
 * Watches one execution. Events arrive in some order that the engine ran; whether this order means something must be
 * asked of {@link Judge#before}, since an explorer runs one order of many that it cannot tell apart. So "a before b" is
 * judged as: when b arrives, a has arrived <em>and</em> {@code before(a, b)}; and "no a after b" as: whichever arrives
 * second, a was {@code before} b.
 */
public interface Monitor {

    /**
     * Keeps with the other monitors of the same execution what all of them would keep. To be called, if at all, before the first
     * event, by who tells all of them of each event at the same time.
     */
    default void join(Shared shared) {}

    /**
     * An event.
     *
     * @param at its position, growing
     * @param where who did it
     */
    void on(int at, Context where, Event event, Judge judge);

    /** The execution is over. */
    default void end(Ending ending, Judge judge) {}
}

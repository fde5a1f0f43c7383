// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.Event;
import endio.machine.Cell;
import endio.machine.Op;
import org.jspecify.annotations.Nullable;

/** Sees each step of a replay. */
interface Observer {
    /** An operation or, if {@code cell} is null, a choice, at a position of the log. */
    void step(int at, LogicalThread who, @Nullable Op op, @Nullable Cell cell, @Nullable Object before, @Nullable Object after);

    /** An event. */
    void event(int at, LogicalThread who, Event event);
}

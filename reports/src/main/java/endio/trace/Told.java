// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.Event;

/**
 * An event and the line that tells it.
 *
 * @param at its position among all events of the recording, growing
 * @param line number of its line
 * @param nanos time stamp of the line
 * @param cpu processor of the line
 * @param where who did it
 * @param event what
 * @param text the line
 */
record Told(int at, int line, long nanos, int cpu, Context where, Event event, String text) {

    /** The same moment, telling something else. */
    Told with(Event other) {
        return new Told(at, line, nanos, cpu, where, other, text);
    }

    /** Whether the recording does not tell which of the two came first: one time stamp on two processors. */
    boolean ties(Told other) {
        return nanos == other.nanos && cpu != other.cpu;
    }
}

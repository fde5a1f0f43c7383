// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.Event;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * A violation that a recording shows.
 *
 * @param property its id
 * @param sentence what went wrong
 * @param line where it shows: the event that came too early, was one too many, or used what was gone; 0 if there is
 * none
 * @param other line of the event that it is in disorder with, 0 none
 * @param requests numbers of the requests that it befell
 * @param also properties that are violated with it, by the same events
 * @param story the events of the first of these requests
 * @param at positions in the story of the events that show it
 */
public record TraceFinding(String property, String sentence, int line, int other, SortedSet<Integer> requests,
        SortedSet<String> also, List<Moment> story, Set<Integer> at) {

    /**
     * An event of a story.
     *
     * @param line number of the line that tells it
     * @param text that line
     * @param nanos its time stamp
     */
    public record Moment(int line, String text, long nanos, Context where, Event event) {}
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.List;

/**
 * Something that is wrong, and the run that shows it.
 *
 * @param property id of the violated property; {@link #CRASH}, {@link #DEADLOCK} and {@link #ASSERTION} stand for what no property
 *     is needed for
 * @param sentence what went wrong
 * @param schedule the run; it was replayed, and showed the same
 * @param at positions of the events that show it, as indices of the replay's steps
 * @param inTotalOrder whether the run shows it in the order in which it runs; otherwise only by what could have happened first
 */
public record Finding(String property, String sentence, Schedule schedule, List<Integer> at, boolean inTotalOrder) {
    /** The modelled kernel crashed. */
    public static final String CRASH = "crash";
    /** Nobody can go on, and somebody waits. */
    public static final String DEADLOCK = "deadlock";
    /** An assertion of the program failed. */
    public static final String ASSERTION = "assertion";

    public Finding {
        at = List.copyOf(at);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.List;
import java.util.Optional;

/**
 * What other executions say about a finding. All of it was computed by running them.
 *
 * @param finding the same, with the smallest execution that was found: fewest preemptions, then fewest steps
 * @param preemptions how often that one leaves a thread that could have gone on, up to where it shows; -1 if not counted
 * @param atLeast every trace that has an order with fewer preemptions than this was run, and does not show it
 * @param steps operations and events up to where it shows
 * @param nearest the execution that does not show it and is equal the longest, of those that were tried
 * @param always every execution of the program shows it; all were run
 * @param races of the execution, as far as they come before what it shows
 */
public record Explanation(Finding finding, int preemptions, int atLeast, int steps, Optional<Passing> nearest, boolean always,
        List<Race> races) {

    /**
     * An execution that does not show it, in whatever order.
     *
     * @param schedule runs it
     * @param same how many steps and events, from the first, are those of the finding's
     * @param reversed the races of the finding's execution that were reversed to come to it; if there were more than one, the
     *     second is one of the execution in which the first was reversed
     * @param choice the choice of the finding's execution that has another outcome; -1: none
     */
    public record Passing(Schedule schedule, int same, List<Race> reversed, int choice) {
        public Passing {
            reversed = List.copyOf(reversed);
        }
    }

    public Explanation {
        races = List.copyOf(races);
    }

    /** The two steps to exchange, if one exchange is enough and both are steps. */
    public Optional<Race> swap() {
        return nearest.filter(p -> p.reversed.size() == 1 && p.reversed.get(0).second() >= 0).map(p -> p.reversed.get(0));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.property.Ending;
import java.util.List;

/**
 * A replay, step by step.
 *
 * @param schedule the shortest one that does the same
 * @param steps all, boot's and the end's events included
 * @param ending how it ended
 * @param outcome as the program called it
 * @param violations what is wrong with it, judged by the order of its steps
 */
public record Trace(Schedule schedule, List<Step> steps, Ending ending, String outcome, List<Violation> violations) {

    /**
     * Something wrong.
     *
     * @param property id of the property, or one of {@link Finding}'s
     * @param sentence what
     * @param at indices of the steps that show it
     */
    public record Violation(String property, String sentence, List<Integer> at) {
        public Violation {
            at = List.copyOf(at);
        }
    }

    public Trace {
        steps = List.copyOf(steps);
        violations = List.copyOf(violations);
    }

    /** How often the running thread changes. */
    public int switches() {
        return (int) steps.stream().filter(Step::switched).count();
    }

    /** How often a thread is left that could have gone on. */
    public int preemptions() {
        return (int) steps.stream().filter(Step::preempted).count();
    }

    /** Whether the property is violated. */
    public boolean violates(String property) {
        return violations.stream().anyMatch(v -> v.property().equals(property));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Map;

/**
 * What random executions found. They pass nothing.
 *
 * @param exploration counts and findings; {@code executions} and {@code stuck} are executions and not traces
 * @param traces different traces among them
 * @param first by property, which execution was the first to violate it, and when
 * @param guarantee what can be said of a bug that was not found, in a sentence
 */
public record Sampled(Exploration exploration, long traces, Map<String, First> first, String guarantee) {

    /**
     * The first that violates a property.
     *
     * @param execution its number, from 1
     * @param nanos since the start, when it was over and judged
     */
    public record First(long execution, long nanos) {}

    public Sampled {
        first = Map.copyOf(first);
    }
}

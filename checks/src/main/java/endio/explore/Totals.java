// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a search, or a part of one, counted: see {@link Exploration}. Totals of parts add up to those of the whole.
 *
 * @param judged by property id
 */
record Totals(long executions, long stuck, long cut, long blocked, long steps, long events, SortedMap<String, Long> outcomes,
        SortedMap<String, Long> judged) {
    static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, new TreeMap<>(), new TreeMap<>());

    Totals {
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
        judged = Collections.unmodifiableSortedMap(new TreeMap<>(judged));
    }

    Totals plus(Totals other) {
        return new Totals(executions + other.executions, stuck + other.stuck, cut + other.cut, blocked + other.blocked,
                steps + other.steps, events + other.events, sum(outcomes, other.outcomes), sum(judged, other.judged));
    }

    private static SortedMap<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        SortedMap<String, Long> sum = new TreeMap<>(a);
        b.forEach((key, n) -> sum.merge(key, n, Long::sum));
        return sum;
    }

    /** Runs that were not given up. */
    long runs() {
        return executions + stuck + cut;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a search found.
 *
 * @param verdict how far it got; a finding is one whatever the verdict
 * @param executions that ran to their end or into a crash, each of another Mazurkiewicz trace
 * @param stuck executions, each of another trace, that ended with nobody able to go on and somebody waiting
 * @param cut executions that were cut at {@link ExploreOptions#maxSteps}
 * @param blocked runs that were given up because others cover all that they could do: work done for nothing
 * @param steps operations and choices of all executions
 * @param events said in all executions
 * @param outcomes how many executions ended with each outcome; those that did not end well begin with a mark in brackets
 * @param findings the shortest of each property, in the order in which they were first met
 * @param judged how many subjects the monitors of each property judged, by property id
 * @param elapsed how long it took
 * @param ranks of each property that was found, the place of the trace that shows it: of two shards, the lower one's is shown
 * @param inAll how many executions there are, if the search was cut and could estimate it
 * @param around where the thread was that took most of the last steps of an execution that was cut: a loop, perhaps; empty if
 *     none was
 */
public record Exploration(Verdict verdict, long executions, long stuck, long cut, long blocked, long steps, long events,
        SortedMap<String, Long> outcomes, List<Finding> findings, Map<String, Long> judged, Duration elapsed,
        Map<String, Rank> ranks, Optional<Estimate> inAll, String around) {

    /** How far a search got. */
    public enum Verdict {
        /** Every execution was seen. */
        COMPLETE,
        /** Every execution was seen, but some only up to the greatest number of steps. */
        BOUNDED,
        /** Time or the number of executions ran out. */
        BUDGET,
        /** Random executions, as many as wanted: of the others nothing is known. */
        SAMPLED,
        /** It was stopped: from outside, or by the first finding. */
        INTERRUPTED
    }

    public Exploration {
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
        findings = List.copyOf(findings);
        ranks = Map.copyOf(ranks);
        judged = Collections.unmodifiableMap(new TreeMap<>(judged));
    }

    /** One that cannot be put together with others, and estimates nothing. */
    public Exploration(Verdict verdict, long executions, long stuck, long cut, long blocked, long steps, long events,
            SortedMap<String, Long> outcomes, List<Finding> findings, Map<String, Long> judged, Duration elapsed, String around) {
        this(verdict, executions, stuck, cut, blocked, steps, events, outcomes, findings, judged, elapsed, Map.of(),
                Optional.empty(), around);
    }

    /** Whether every execution was seen to its end. */
    public boolean complete() {
        return verdict == Verdict.COMPLETE;
    }

    /** Different Mazurkiewicz traces that were seen to their end. */
    public long traces() {
        return executions + stuck;
    }
}

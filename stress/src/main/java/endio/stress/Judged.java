// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;

/**
 * What JCStress saw of a race, held against its table.
 *
 * @param race id
 * @param broken something is broken on purpose
 * @param selfCheck it is so easy to see that not seeing it says that nothing would be seen
 * @param outcomes all that were seen, and all that would have been a violation
 * @param samples how often the race was run
 * @param millis time taken, forks included
 * @param firstMillis time taken until a violation had been seen, forks included; 0 if none was
 * @param problem why it did not run as it should; empty if it did
 */
record Judged(String race, boolean broken, boolean selfCheck, List<Seen> outcomes, long samples, long millis,
        long firstMillis, String problem) {

    /** What the explorer says of an outcome. */
    enum Explorer {
        /** Some execution has it. */
        POSSIBLE,
        /** No interleaving has it, weaker memory may. */
        BEYOND,
        /** No execution has it. */
        IMPOSSIBLE
    }

    /** What a test came to. */
    enum Verdict {
        /** Something was broken, and it showed. */
        OBSERVED,
        /** Something was broken, and it did not show. */
        NOT_OBSERVED,
        /** All that was seen is possible. */
        AGREES,
        /** Something was seen that the explorer says is impossible. */
        DISAGREES,
        /** JCStress could not run it. */
        ERROR,
        /** There was no time. */
        NOT_RUN
    }

    /**
     * One outcome.
     *
     * @param outcome what the parts and the end said
     * @param count how often
     * @param expect as JCStress grades it
     * @param sentence why
     */
    record Seen(String outcome, long count, Explorer explorer, Expect expect, String sentence) {}

    /** Outcomes that were counted, by the cases of the test; the last matching case decides in doubt, as in JCStress. */
    static List<Seen> outcomes(TestInfo test, Map<String, Long> counts) {
        SortedMap<String, Seen> seen = new TreeMap<>();
        for (StateCase row : test.cases()) {
            long count = counts.getOrDefault(row.matchPattern(), 0L);
            if (count > 0 || row.expect() == Expect.FORBIDDEN) {
                Explorer explorer = row.description().startsWith("Beyond") ? Explorer.BEYOND : Explorer.POSSIBLE;
                seen.put(row.matchPattern(), new Seen(row.matchPattern(), count, explorer, row.expect(), row.description()));
            }
        }
        counts.forEach((outcome, count) -> {
            if (count > 0 && test.cases().stream().noneMatch(row -> row.matchPattern().equals(outcome))) {
                seen.put(outcome, new Seen(outcome, count, Explorer.IMPOSSIBLE, test.unmatched().expect(),
                        test.unmatched().description()));
            }
        });
        return List.copyOf(seen.values());
    }

    /** The same, as seen for the first time when so much time was taken, if it shows at all and was not seen before. */
    Judged seenWithin(long before) {
        boolean shows = outcomes.stream().anyMatch(o -> o.count() > 0 && o.expect() == Expect.FORBIDDEN);
        return new Judged(race, broken, selfCheck, outcomes, samples, millis, !shows ? 0 : before > 0 ? before : millis, problem);
    }

    Verdict verdict() {
        if (outcomes.stream().anyMatch(o -> o.count() > 0 && o.explorer() == Explorer.IMPOSSIBLE)) {
            return Verdict.DISAGREES;
        }
        if (!problem.isEmpty()) {
            return Verdict.ERROR;
        }
        if (samples == 0) {
            return Verdict.NOT_RUN;
        }
        if (!broken) {
            return Verdict.AGREES;
        }
        return outcomes.stream().anyMatch(o -> o.count() > 0 && o.expect() == Expect.FORBIDDEN)
                ? Verdict.OBSERVED : Verdict.NOT_OBSERVED;
    }
}

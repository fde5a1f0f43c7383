// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the races on real threads, as the stress runner keeps it.
 *
 * @param schema {@link #SCHEMA}
 * @param state how far it got
 * @param mode {@code quick}, {@code full} or {@code hours}
 * @param budgetMillis time that it was given
 * @param elapsedMillis time that it took
 * @param environment Java version and the like, for people
 * @param tests one for each race, in the order in which they ran
 */
public record StressRecord(String schema, State state, String mode, long budgetMillis, long elapsedMillis,
        String environment, List<Test> tests) {

    /** Name and version of the schema. */
    public static final String SCHEMA = "endio-stress-1";

    /** How far a run got. */
    public enum State {
        /** It was killed, or is under way. */
        PARTIAL,
        /** It was stopped. */
        INTERRUPTED,
        /** Every test had its turn. */
        COMPLETE,
        /** The time ended first. */
        BUDGET
    }

    /** What a test came to. */
    public enum Verdict {
        /** Something was broken on purpose, and it showed. */
        OBSERVED,
        /** Something was broken on purpose, and it did not show: that says nothing. */
        NOT_OBSERVED,
        /** All that was seen is possible, as the explorer sees it. */
        AGREES,
        /** Something was seen that the explorer says is impossible. */
        DISAGREES,
        /** It could not be run. */
        ERROR,
        /** There was no time. */
        NOT_RUN
    }

    /**
     * One race.
     *
     * @param race id of the race
     * @param broken something is broken on purpose
     * @param selfCheck if this one is not seen, nothing would be
     * @param samples how often it was run
     * @param millis time taken
     * @param firstMillis time taken until a violation had been seen; null in a record of before it was kept, 0 if none was
     * @param problem why it could not be run, empty if it could
     */
    public record Test(String race, boolean broken, boolean selfCheck, Verdict verdict, long samples, long millis,
            @Nullable Long firstMillis, String problem, List<Outcome> outcomes) {
        public Test {
            problem = Given.text(problem);
            outcomes = Given.list(outcomes);
        }
    }

    /**
     * One outcome.
     *
     * @param outcome in the words of the race
     * @param count how often it was seen
     * @param explorer {@code POSSIBLE}, {@code BEYOND} interleavings, or {@code IMPOSSIBLE}
     * @param expect {@code ACCEPTABLE}, {@code ACCEPTABLE_INTERESTING} or {@code FORBIDDEN}
     * @param sentence why
     */
    public record Outcome(String outcome, long count, String explorer, String expect, String sentence) {}

    public StressRecord {
        tests = Given.list(tests);
    }

    /** How many tests came to {@code verdict}. */
    public long count(Verdict verdict) {
        return tests.stream().filter(t -> t.verdict() == verdict).count();
    }

    /** Self-checks that ran and saw nothing: the whole run proves nothing then. */
    public List<Test> blind() {
        return tests.stream().filter(t -> t.selfCheck() && t.verdict() == Verdict.NOT_OBSERVED).toList();
    }

    /** Self-checks that saw what they must. */
    public long seeing() {
        return tests.stream().filter(t -> t.selfCheck() && t.verdict() == Verdict.OBSERVED).count();
    }

    /** How many self-checks there are. */
    public long selfChecks() {
        return tests.stream().filter(Test::selfCheck).count();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.StressRecord;
import endio.record.StressRecord.Outcome;
import endio.record.StressRecord.State;
import endio.record.StressRecord.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class StressViewsTest {
    private static StressRecord.Test test(String race, boolean broken, boolean selfCheck, Verdict verdict, Outcome... outcomes) {
        return new StressRecord.Test(race, broken, selfCheck, verdict, 1000, 1500, 0L, "", List.of(outcomes));
    }

    private static StressRecord run(State state, StressRecord.Test... tests) {
        return new StressRecord(StressRecord.SCHEMA, state, "quick", 1000, 900, "Java 17", List.of(tests));
    }

    private static final Outcome LOST = new Outcome("lost", 12, "POSSIBLE", "FORBIDDEN", "One is lost.");
    private static final Outcome NOT_SEEN = new Outcome("lost", 0, "POSSIBLE", "FORBIDDEN", "One is lost.");
    private static final Outcome UNKNOWN = new Outcome("<b>odd</b>", 1, "IMPOSSIBLE", "FORBIDDEN", "No execution ends like this.");

    @Test
    void what_did_not_show_is_not_observed_and_never_passed() {
        String text = TextStress.of(run(State.COMPLETE, test("r@m", true, false, Verdict.NOT_OBSERVED, NOT_SEEN)), Style.FILE);
        assertThat(text).contains("not observed").doesNotContain("passed");
        String junit = StressPages.junit(run(State.COMPLETE, test("r@m", true, false, Verdict.NOT_OBSERVED, NOT_SEEN)));
        assertThat(junit).contains("skipped=\"1\"").contains("<skipped message=\"not observed\"/>");
    }

    @Test
    void a_self_check_that_saw_nothing_makes_the_run_blind() {
        StressRecord blind = run(State.COMPLETE, test("r@m", true, true, Verdict.NOT_OBSERVED, NOT_SEEN));
        assertThat(TextStress.of(blind, Style.FILE)).contains("blind: r@m").contains("0 of 1 seen");
        assertThat(StressPages.junit(blind)).contains("failures=\"1\"");
        StressRecord seeing = run(State.COMPLETE, test("r@m", true, true, Verdict.OBSERVED, LOST));
        assertThat(TextStress.of(seeing, Style.FILE)).contains("1 of 1 seen").contains("12 x lost").doesNotContain("blind");
    }

    @Test
    void a_disagreement_is_told_first_and_fails() {
        StressRecord run = run(State.COMPLETE, test("r@V3_12", false, false, Verdict.DISAGREES, LOST, UNKNOWN));
        assertThat(TextStress.of(run, Style.FILE)).contains("1 x <b>odd</b>").contains("1 disagree");
        assertThat(StressPages.html(run)).contains("&lt;b&gt;odd").doesNotContain("<b>odd").contains("impossible");
        assertThat(StressPages.junit(run)).contains("<failure message=\"disagrees: 1 x &lt;b&gt;odd");
    }

    @Test
    void a_partial_record_says_so() {
        assertThat(TextStress.of(run(State.PARTIAL), Style.FILE)).contains("partial: the runner was killed");
        assertThat(TextStress.of(run(State.INTERRUPTED), Style.FILE)).contains("interrupted");
        assertThat(TextStress.of(run(State.BUDGET), Style.FILE)).contains("cut: the budget ended");
    }
}

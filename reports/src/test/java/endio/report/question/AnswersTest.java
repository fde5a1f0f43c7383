// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report.question;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.GenerationNote;
import endio.record.Question;
import endio.record.Question.State;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Measure;
import endio.record.RunRecord.Reach;
import endio.record.RunRecord.Settings;
import endio.record.Tool;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers follow from what was explored: other verdicts, other answers. */
class AnswersTest {

    @Test
    void oneQueueForEachIfOnlyOneForAllIsStuck() {
        Question question = answer("one-queue", queue("queue-each-1"), queue("queue-all-1", "deadlock", "L11"));
        assertThat(question.answer()).startsWith("One for each").contains("nothing is violated with either");
        assertThat(question.state()).isEqualTo(State.ANSWERED);
        assertThat(question.rows()).hasSize(2);
        assertThat(question.rows().get(1).cells().get(0).folder()).isEqualTo("findings/deadlock");
    }

    @Test
    void bothIfNoneIsStuckAndNeitherIfBothAre() {
        assertThat(answer("one-queue", queue("queue-each-1"), queue("queue-all-1")).answer()).startsWith("Both");
        assertThat(answer("one-queue", queue("queue-each-1", "deadlock"), queue("queue-all-1", "deadlock")).answer())
                .startsWith("Neither");
        assertThat(answer("one-queue", queue("queue-each-1", "deadlock"), queue("queue-all-1")).answer())
                .startsWith("One for all");
    }

    @Test
    void whatElseIsViolatedIsSaid() {
        assertThat(answer("one-queue", queue("queue-each-1", "S16"), queue("queue-all-1")).answer())
                .startsWith("Both").contains("Other properties are violated with queue-each-1");
    }

    @Test
    void anAnswerThatRestsOnACutSearchIsOpen() {
        Explored cut = explored("one", "one-queue", "queue-all-1", Reach.BUDGET, List.of());
        Question question = answer("one-queue", queue("queue-each-1"), cut);
        assertThat(question.state()).isEqualTo(State.OPEN);
        assertThat(question.answer()).startsWith("Not answered: 1 of 2 searches were cut");
        assertThat(question.rows().get(1).cells().get(0).text()).isEqualTo("not searched through");
    }

    @Test
    void anAllocationIsSavedIfFewerAreCounted() {
        assertThat(answer("allocation-saved", takes("V3_11", 2), takes("V3_12", 2)).answer()).startsWith("No");
        assertThat(answer("allocation-saved", takes("V3_11", 2), takes("V3_12", 1)).answer()).startsWith("Yes");
        assertThat(answer("allocation-saved", takes("V3_11", 2), takes("V3_12", 2), takes("V4_6", 1)).answer())
                .contains("V4_6 saves one for ext4: write");
    }

    @Test
    void aFlagThatLosesADeferralIsNoGoodPlace() {
        assertThat(answer("flag-or-elsewhere", carries("V3_12")).answer()).contains("loses no deferral", "No conversion is lost");
        assertThat(answer("flag-or-elsewhere", carries("V3_12", "S20")).answer()).contains("is lost in V3_12");
        assertThat(answer("flag-or-elsewhere", carries("V3_11", "S49"), carries("V4_6")).answer())
                .contains("in V3_11, where ext4 carries it in inode's pointer", "Nothing is lost in V4_6");
    }

    @Test
    void boundOrNotMakesNoDifferenceUnlessSomethingIsViolated() {
        assertThat(answer("bound-or-unbound", works("queue-bound", 1, 0), works("queue-unbound", 2, 2)).answer())
                .contains("makes no difference", "unbound queue may run on another processor", "a bound queue runs 1 at a time");
        assertThat(answer("bound-or-unbound", works("queue-bound", 1, 0), works("queue-unbound", 2, 2, "S44")).answer())
                .contains("violated with an unbound queue");
    }

    @Test
    void aRunThatAskedNothingHasNoAnswer() {
        assertThat(Answers.of(run())).isEmpty();
    }

    private static Explored queue(String variant, String... found) {
        return explored("one", "one-queue", variant, Reach.COMPLETE, List.of(), found);
    }

    private static Explored takes(String generation, long objects) {
        return explored("aio", "core", generation, Reach.COMPLETE,
                List.of(new Measure("ext4: write", "allocated", objects, objects), new Measure("ext4: write", "allocated dio", 1, 1)));
    }

    private static Explored carries(String generation, String... found) {
        return explored("ext4-aio", "ext4", generation, Reach.COMPLETE, List.of(), found);
    }

    private static Explored works(String variant, long atOnce, long elsewhere, String... found) {
        return explored("defer-two", "defer", variant, Reach.COMPLETE, List.of(new Measure("queue dio", "works at once", 1, atOnce),
                new Measure("queues", "works elsewhere", 0, elsewhere)), found);
    }

    private static Explored explored(String scenario, String family, String generation, Reach reach, List<Measure> measured,
            String... found) {
        return new Explored(scenario, family, scenario, generation, reach, 1, 0, 1, 1, 1, List.of("S2", "S20", "S49"),
                new TreeMap<>(Map.of("S2", 1L, "S20", 1L, "S49", 1L)), List.of(),
                Stream.of(found).map(p -> new Found(p, p, "", true, 1, "", "findings/" + p)).toList(), measured, "", "");
    }

    private static Question answer(String id, Explored... explorations) {
        return Answers.of(run(explorations)).stream().filter(q -> q.id().equals(id)).findFirst().orElseThrow();
    }

    private static RunRecord run(Explored... explorations) {
        List<GenerationNote> generations = Stream.of(explorations).map(Explored::generation).distinct()
                .map(g -> new GenerationNote(g, "", "", g, "", g.startsWith("queue") ? "VARIANT" : "GENERATION")).toList();
        return new RunRecord(RunRecord.SCHEMA, new Tool("endio", "test"), new Settings("run", List.of(), 1, 1, 1, false), "",
                generations, List.of(), List.of(explorations), new RunRecord.Verdict(0, "as expected"));
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.record.Records;
import endio.record.StressRecord;
import endio.record.StressRecord.State;
import endio.record.StressRecord.Verdict;
import endio.record.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StressCommandTest {
    @TempDir
    Path folder;

    private int exit(StressRecord told) throws IOException {
        Shell shell = new Shell(Map.of("ENDIO_STRESS_JAR", ToldRunner.jar(folder, Records.write(told)).toString()));
        int exit = shell.run("stress", "--out", folder.resolve("out").toString(), "--quiet");
        assertThat(shell.out()).contains("results");
        return exit;
    }

    private static StressRecord saw(String race, String outcome, boolean selfCheck, Verdict verdict) {
        return new StressRecord(StressRecord.SCHEMA, State.COMPLETE, "quick", 1, 1, "Java", List.of(new StressRecord.Test(race,
                selfCheck, selfCheck, verdict, 5, 1, 0L, "", List.of(new StressRecord.Outcome(outcome, 5, "POSSIBLE", "ACCEPTABLE", "")))));
    }

    @Test
    void what_the_explorer_finds_is_agreement() throws IOException {
        assertThat(exit(saw("dio-count-two@V3_12", "last, not last", false, Verdict.AGREES))).isZero();
    }

    @Test
    void a_runner_whose_table_allows_what_the_explorer_does_not_find_has_an_exit_code_of_its_own() throws IOException {
        assertThat(exit(saw("dio-count-two@V3_12", "not last, not last", false, Verdict.AGREES)))
                .isEqualTo(ExitCode.DISAGREEMENT.number());
    }

    @Test
    void a_race_that_the_explorer_does_not_know_is_a_disagreement() {
        assertThat(StressAgreement.disagreements(saw("no-such-race@V3_12", "x", false, Verdict.AGREES), r -> Set.of())).hasSize(1);
    }

    @Test
    void what_interleavings_cannot_have_and_weaker_memory_can_is_no_disagreement() {
        assertThat(StressAgreement.disagreements(saw("dio-count-wait@V3_12", "done, stale", false, Verdict.AGREES),
                StressAgreement::explored)).isEmpty();
    }

    @Test
    void a_self_check_that_saw_nothing_fails_the_run() throws IOException {
        assertThat(exit(saw("dio-count-two@plain-count", "last, not last", true, Verdict.NOT_OBSERVED)))
                .isEqualTo(ExitCode.NOT_AS_EXPECTED.number());
    }

    @Test
    void a_runner_that_runs_nothing_fails_the_run() throws IOException {
        assertThat(exit(run(Verdict.NOT_RUN))).isEqualTo(ExitCode.NOT_AS_EXPECTED.number());
    }

    private static StressRecord run(Verdict verdict) {
        return new StressRecord(StressRecord.SCHEMA, State.COMPLETE, "quick", 1, 1, "Java", List.of(
                new StressRecord.Test("last-bio@drop-outside-lock", true, true, verdict, 5, 1, 0L, "", List.of())));
    }

    @Test
    void what_was_seen_before_and_is_not_any_more_is_worse() {
        assertThat(StressChanges.worse(run(Verdict.OBSERVED), run(Verdict.NOT_OBSERVED)))
                .containsExactly("last-bio@drop-outside-lock: observed before, now not observed");
        assertThat(StressChanges.worse(run(Verdict.OBSERVED), run(Verdict.NOT_RUN))).isEmpty();
        assertThat(StressChanges.worse(run(Verdict.NOT_OBSERVED), run(Verdict.OBSERVED))).isEmpty();
    }

    @Test
    void a_record_is_read_as_it_was_written_and_half_of_one_is_refused() throws IOException, UnreadableRecord {
        Path file = folder.resolve("stress.json");
        Files.writeString(file, Records.write(run(Verdict.OBSERVED)));
        assertThat(Records.readStress(file)).isEqualTo(run(Verdict.OBSERVED));
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> Records.readStress(file)).isInstanceOf(UnreadableRecord.class).hasMessageContaining("not JSON");
    }

    @Test
    void a_runner_that_is_named_and_not_there_is_refused_in_one_line() {
        assertThatThrownBy(() -> StressJar.find(Map.of("ENDIO_STRESS_JAR", folder.resolve("none.jar").toString())))
                .isInstanceOf(Refusal.class).hasMessageContaining("none.jar");
    }

    @Test
    void a_wrong_mode_is_wrong_usage() {
        Shell shell = new Shell();
        assertThat(shell.run("stress", "--mode", "slow")).isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.errLines()).hasSize(1);
    }
}

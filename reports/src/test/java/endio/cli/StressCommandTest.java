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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StressCommandTest {
    @TempDir
    Path folder;

    private static StressRecord run(Verdict verdict) {
        return new StressRecord(StressRecord.SCHEMA, State.COMPLETE, "quick", 1, 1, "Java", List.of(
                new StressRecord.Test("last-bio@drop", true, true, verdict, 5, 1, "", List.of())));
    }

    @Test
    void what_was_seen_before_and_is_not_any_more_is_worse() {
        assertThat(StressChanges.worse(run(Verdict.OBSERVED), run(Verdict.NOT_OBSERVED)))
                .containsExactly("last-bio@drop: observed before, now not observed");
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

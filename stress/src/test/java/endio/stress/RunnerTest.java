// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import endio.scenario.race.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.infra.runners.TestList;

@Timeout(180)
class RunnerTest {
    @TempDir
    Path folder;

    private Process runner(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Stress.class.getName(), "--out", folder.resolve("out").toString()));
        command.addAll(List.of(args));
        Path empty = Files.createDirectories(folder.resolve("cwd"));
        return new ProcessBuilder(command).directory(empty.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile()).start();
    }

    private JsonNode record() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out/stress.json").toFile());
    }

    private static JsonNode of(JsonNode record, String race) {
        for (JsonNode test : record.get("tests")) {
            if (test.get("race").asText().equals(race)) {
                return test;
            }
        }
        throw new AssertionError("not in the record: " + race);
    }

    @Test
    void what_is_easy_to_see_is_seen_the_faithful_agrees_and_no_file_is_left_where_it_was_started() throws Exception {
        Process runner = runner("--mode", "quick", "--budget", "60", "dio-count-two");
        assertThat(runner.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(runner.exitValue()).as(Files.readString(folder.resolve("said"))).isZero();
        JsonNode record = record();
        assertThat(record.get("state").asText()).isEqualTo("COMPLETE");
        assertThat(of(record, "dio-count-two@V3_12").get("verdict").asText()).isEqualTo("AGREES");
        assertThat(of(record, "dio-count-two@plain-count").get("verdict").asText()).isEqualTo("OBSERVED");
        try (Stream<Path> left = Files.list(folder.resolve("cwd"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_runner_that_is_killed_leaves_a_record_that_says_so() throws Exception {
        Process runner = runner("--mode", "quick", "--budget", "120");
        while (!Files.exists(folder.resolve("out/stress.json"))) {
            Thread.sleep(100);
        }
        Thread.sleep(500);
        runner.destroyForcibly().waitFor();
        assertThat(record().get("state").asText()).isEqualTo("PARTIAL");
        assertThat(record().get("tests")).hasSize(Races.all().size());
    }

    @Test
    void a_runner_that_is_stopped_says_that() throws Exception {
        Process runner = runner("--mode", "quick", "--budget", "120");
        while (!Files.exists(folder.resolve("out/stress.json"))) {
            Thread.sleep(100);
        }
        runner.destroy();
        assertThat(runner.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(record().get("state").asText()).isEqualTo("INTERRUPTED");
    }

    @Test
    void without_a_folder_there_is_no_run() {
        assertThatThrownBy(() -> Arguments.parse(new String[] {"--mode", "quick"})).hasMessageContaining("--out");
        assertThatThrownBy(() -> Arguments.parse(new String[] {"--out", "x", "--mode", "slow"})).hasMessageContaining("slow");
        assertThatThrownBy(() -> Arguments.parse(new String[] {"--out", "x", "--budget", "0"})).hasMessageContaining("seconds");
    }

    @Test
    void a_budget_that_is_over_gives_no_share_and_one_that_is_not_is_kept() {
        long[] now = {0};
        Budget budget = new Budget(() -> now[0], 60_000, 1_000, 2_500);
        for (int left = 20; left > 0; left--) {
            var share = budget.next(left);
            if (share.isPresent()) {
                now[0] += 4_000 + share.get().total();
                budget.took(share.get(), 4_000 + share.get().total());
            }
        }
        assertThat(now[0]).isBetween(50_000L, 65_500L);
        assertThat(budget.next(1)).isEmpty();
    }

    @Test
    void an_outcome_without_a_row_is_a_disagreement_whatever_else_was_seen() {
        var test = TestList.getInfo("endio.stress.race.BStatePlainBits");
        var seen = Judged.outcomes(test, Map.of("set, set, - second", 3L, "no such words", 1L));
        assertThat(new Judged("b-state@plain-bits", true, true, seen, 4, 1, 0, "").verdict()).isEqualTo(Judged.Verdict.DISAGREES);
    }

    @Test
    void what_is_broken_and_did_not_show_is_not_observed() {
        var test = TestList.getInfo("endio.stress.race.BStatePlainBits");
        var seen = Judged.outcomes(test, Map.of("set, set, first second", 3L));
        assertThat(new Judged("b-state@plain-bits", true, true, seen, 3, 1, 0, "").verdict()).isEqualTo(Judged.Verdict.NOT_OBSERVED);
        assertThat(new Judged("b-state@plain-bits", true, true, List.of(), 0, 0, 0, "").verdict()).isEqualTo(Judged.Verdict.NOT_RUN);
    }

    @Test
    void the_time_to_the_first_sight_stays_what_it_was() {
        var test = TestList.getInfo("endio.stress.race.BStatePlainBits");
        var lost = Judged.outcomes(test, Map.of("set, set, - second", 3L));
        var none = Judged.outcomes(test, Map.of("set, set, first second", 3L));
        assertThat(new Judged("b-state@plain-bits", true, true, none, 3, 10, 0, "").seenWithin(0).firstMillis()).isZero();
        assertThat(new Judged("b-state@plain-bits", true, true, lost, 3, 20, 0, "").seenWithin(0).firstMillis()).isEqualTo(20);
        assertThat(new Judged("b-state@plain-bits", true, true, lost, 3, 30, 0, "").seenWithin(20).firstMillis()).isEqualTo(20);
    }

    @Test
    void a_self_check_is_a_race_with_something_broken() {
        assertThat(Tests.SELF_CHECK).hasSizeGreaterThanOrEqualTo(5).allSatisfy(id -> assertThat(Races.named(id).isBroken()).isTrue());
    }
}

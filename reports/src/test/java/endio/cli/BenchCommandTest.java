// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.BenchRecord;
import endio.record.BenchRecord.Machine;
import endio.record.BenchRecord.Measurement;
import endio.record.Records;
import endio.record.UnreadableRecord;
import endio.report.TextBench;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    Path folder;

    private static BenchRecord record(long nanos, String java) {
        return new BenchRecord(BenchRecord.SCHEMA, Version.TOOL, new Machine(java, "Linux", 2, 512, "threads", 0.5), 100, List.of(
                new Measurement("counts", "counters(3,1)", 6, 18, 0, nanos, 0, nanos, nanos, nanos, nanos, "")));
    }

    @Test
    void a_benchmark_that_is_named_is_run_and_its_figures_are_kept() throws UnreadableRecord {
        Path file = folder.resolve("new/bench.json");
        Shell shell = new Shell();
        assertThat(shell.run("bench", "counts", "counters(3,1)", "-o", file.toString())).isZero();
        assertThat(shell.out()).contains("counts/counters(3,1)").contains("from the start of the process");
        BenchRecord kept = Records.readBench(file);
        assertThat(kept.measurements()).singleElement().satisfies(m -> {
            assertThat(m.executions()).isEqualTo(6);
            assertThat(m.steps()).isEqualTo(18);
            assertThat(m.cold()).isPositive().isEqualTo(m.p50());
            assertThat(m.problem()).isEmpty();
        });
    }

    @Test
    void the_protocol_of_the_peers_holds_and_its_mistakes_are_found() {
        Shell shell = new Shell();
        assertThat(shell.run("bench", "peers", "bios(3)", "bios(2)-unlocked-put", "bios(2)-completed-early")).isZero();
        assertThat(shell.out()).contains("peers/bios(2)-unlocked-put").doesNotContain("NOT AS KNOWN");
    }

    @Test
    void what_became_slower_is_said_and_is_a_failure() {
        TextBench.Comparison comparison = TextBench.compare(record(1_000_000, "21"), record(2_000_000, "21"), 25);
        assertThat(comparison.slower()).isTrue();
        assertThat(comparison.text()).contains("+100%").contains("slower").doesNotContain("not the same machine");
        assertThat(TextBench.compare(record(2_000_000, "21"), record(1_000_000, "25"), 25).text()).contains("not the same machine");
        assertThat(TextBench.compare(record(1_000_000, "21"), record(1_200_000, "21"), 25).slower()).isFalse();
    }

    @Test
    void a_name_that_nothing_has_selects_nothing() {
        assertThat(new Shell().run("bench", "counts", "no-such")).isEqualTo(ExitCode.NOTHING.number());
    }
}

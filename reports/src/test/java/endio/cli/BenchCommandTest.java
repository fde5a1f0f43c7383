// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import endio.bench.Suites;
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
    void what_does_less_stands_beside_under_its_name() {
        Measurement endio = new Measurement("speed", "x(1)", 10, 10, 0, 400, 0, 400, 400, 400, 400, "");
        Measurement steps = new Measurement("speed", "x(1)-on-step-machines", 10, 10, 0, 100, 0, 100, 100, 100, 100, "");
        Measurement orders = new Measurement("speed", "x(1)-orders-only", 20, 20, 0, 8, 0, 8, 8, 8, 8, "");
        BenchRecord both = new BenchRecord(BenchRecord.SCHEMA, Version.TOOL, new Machine("25", "Linux", 2, 512, "threads", 0.5), 100,
                List.of(endio, steps, orders));
        assertThat(TextBench.of(both, Suites.less()))
                .contains("speed/x(1): 25.0 % of the executions/s of the same search on step machines in place of stacks")
                .contains("speed/x(1): 1.0 % of the executions/s of step machines that follow orders, without search");
    }

    @Test
    void a_peer_that_runs_executions_is_compared_by_their_rate() {
        Measurement endio = new Measurement("peers", "bios(2)", 5, 10, 0, 400, 0, 100, 100, 100, 100, "");
        Measurement lincheck = new Measurement("peers", "lincheck bios(2)", 2000, 2000, 0, 8_000_000, 0, 8_000_000, 8_000_000,
                8_000_000, 8_000_000, "");
        assertThat(TextBench.of(new BenchRecord(BenchRecord.SCHEMA, Version.TOOL, new Machine("25", "Linux", 2, 512, "threads", 0.5), 100,
                List.of(endio, lincheck)), Suites.less())).contains("peers/bios(2): 200 times the executions/s of lincheck on the same protocol");
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

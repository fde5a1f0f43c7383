// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.bench.KnownCounts;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The number of complete executions of programs for which it is known, by other tools or by theory: exactly one for each
 * Mazurkiewicz trace, and no run for nothing.
 */
class CountsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("known")
    void takesEveryTraceOnce(KnownCounts.Row row) {
        Exploration found = Explorer.explore(row.program(), ExploreOptions.DEFAULT);
        assertThat(found.verdict()).isEqualTo(Exploration.Verdict.COMPLETE);
        assertThat(found.executions()).isEqualTo(row.traces());
        assertThat(found.stuck()).isEqualTo(row.stuck());
        assertThat(found.blocked()).as("redundant runs").isZero();
    }

    static Stream<KnownCounts.Row> known() {
        return Stream.concat(KnownCounts.small().stream(), Stream.of("counters(8,1)", "lost-update(5)", "locked-counter(3,4)")
                .map(name -> KnownCounts.find(name).orElseThrow()));
    }
}

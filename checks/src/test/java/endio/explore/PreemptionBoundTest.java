// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.bench.Litmus;
import endio.fiber.Fibers;
import endio.machine.Program;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With at most k preemptions every trace is found that has an order with so few, and no other one. */
class PreemptionBoundTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("known")
    void findsEachTraceWithTheFewestPreemptionsThatItNeeds(Program program, List<Long> traces) {
        for (int bound = 0; bound < traces.size(); bound++) {
            Bounded found = BoundedExplorer.explore(program, ExploreOptions.DEFAULT, bound);
            assertThat(found.traces()).isEqualTo(traces.subList(0, bound + 1));
            assertThat(found.exploration().traces()).isEqualTo(traces.subList(0, bound + 1).stream().mapToLong(n -> n).sum());
            assertThat(found.exploration().verdict()).isEqualTo(Exploration.Verdict.BOUNDED);
            assertThat(found.beyond() || bound == traces.size() - 1).as("more preemptions than %d", bound).isTrue();
        }
    }

    static Stream<Arguments> known() {
        return Stream.of(
                of("locked-counter(2,5)", Litmus.lockedCounter(2, 5), 2, 8, 32, 48, 72, 48, 32, 8, 2),
                of("write-then-read(4)", Litmus.writeThenRead(4), 24, 144, 264, 144),
                of("two-writers-3", Litmus.twoWriters(3), 6, 30, 100, 180, 170, 74));
    }

    private static Arguments of(String name, Program program, long... traces) {
        return Arguments.of(Named.of(name, program), java.util.Arrays.stream(traces).boxed().toList());
    }

    /** Broken on purpose: who sees no races preempts nobody, and misses what needs a preemption. */
    @Test
    void aSearchThatIsBlindForRacesIsNoticed() {
        assertThat(traces(false)).isEqualTo(24 + 144);
        assertThat(traces(true)).isEqualTo(24);
    }

    private static int traces(boolean blind) {
        try (Fibers fibers = Fibers.fastest()) {
            Execution execution = new Execution(new Threads(), fibers, false, log -> new Audience(List.of(), log, false));
            PreemptionSearch search = new PreemptionSearch(execution, 1000, 1) {
                @Override
                void races(int step, int threadId, int cell, int kind, int[] knows) {
                    if (!blind) {
                        super.races(step, threadId, cell, kind, knows);
                    }
                }
            };
            execution.strategy(search);
            Prints traces = new Prints();
            while (search.begin()) {
                execution.run(Litmus.writeThenRead(4), search.keep());
                if (!search.merged()) {
                    traces.note(search.trace().high(), search.trace().low(), 0);
                }
            }
            return traces.size();
        }
    }

    @Test
    void theDeadlockOfThePhilosophersNeedsOnePreemption() {
        for (int n = 2; n < 6; n++) {
            Bounded none = BoundedExplorer.explore(Litmus.philosophers(n), ExploreOptions.DEFAULT, 0);
            assertThat(none.exploration().findings()).isEmpty();
            assertThat(none.beyond()).isTrue();
            assertThat(none.verdict()).isEqualTo("bounded(0)");
            Bounded one = BoundedExplorer.explore(Litmus.philosophers(n), ExploreOptions.DEFAULT, 1);
            assertThat(one.stuck()).containsExactly(0L, 1L);
            assertThat(one.fewest()).containsEntry(Finding.DEADLOCK, 1);
            assertThat(one.verdict()).isEqualTo("bounded(1)");
            assertThat(Replay.run(Litmus.philosophers(n), one.exploration().findings().get(0).schedule()).preemptions()).isEqualTo(1);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.bench.Litmus;
import endio.fiber.Fibers;
import endio.machine.Program;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cut search says about the rest, held against programs whose number of executions is known. */
class EstimatorTest {
    private static final int SEEDS = 60;
    private static final int SAMPLES = 2000;

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("known")
    void theIntervalHoldsTheNumberAsOftenAsItSays(Program program, long traces) {
        int held = 0;
        double sum = 0;
        try (Fibers fibers = Fibers.fastest()) {
            for (int seed = 0; seed < SEEDS; seed++) {
                int[] samples = {SAMPLES};
                Estimate estimate = new Estimator(program, ExploreOptions.DEFAULT, new Identities(), fibers, seed)
                        .estimate(0, 0, () -> samples[0]-- <= 0);
                held += estimate.low() <= traces && traces <= estimate.high() ? 1 : 0;
                sum += estimate.executions();
            }
        }
        assertThat(sum / SEEDS).as("unbiased").isBetween(0.9 * traces, 1.1 * traces);
        assertThat((double) held / SEEDS).as("coverage").isGreaterThanOrEqualTo(0.9);
    }

    static Stream<Arguments> known() {
        return Stream.of(of("write-then-read(4)", Litmus.writeThenRead(4), 576), of("readers(8)", Litmus.readers(8), 256),
                of("counters(4,3)", Litmus.counters(4, 3), 13824), of("two-writers-4", Litmus.twoWriters(4), 3150),
                of("locked-counter(3,3)", Litmus.lockedCounter(3, 3), 1680), of("ticket-lock(4)", Litmus.ticketLock(4), 24),
                of("lost-update(4)", Litmus.lostUpdate(4), 576));
    }

    private static Arguments of(String name, Program program, long traces) {
        return Arguments.of(Named.of(name, program), traces);
    }

    @Test
    void aCutSearchSaysHowMuchThereIs() {
        Exploration cut = Explorer.explore(Litmus.writeThenRead(5), ExploreOptions.DEFAULT.withMaxExecutions(1000));
        assertThat(cut.inAll()).hasValueSatisfying(inAll -> {
            assertThat(inAll.low()).isGreaterThanOrEqualTo(1000).isLessThanOrEqualTo(14_400 * 2);
            assertThat(inAll.high()).isGreaterThan(14_400 * 0.5);
        });
        assertThat(Explorer.explore(Litmus.writeThenRead(3), ExploreOptions.DEFAULT).inAll()).isEmpty();
    }

    /** A shard is estimated by itself: its number is held by the interval, and those of all add up to the whole. */
    @Test
    void shardsAreEstimatedOneByOne() {
        Program program = Litmus.writeThenRead(5);
        int shards = 3;
        int held = 0;
        double sum = 0;
        for (int shard = 1; shard <= shards; shard++) {
            ExploreOptions options = ExploreOptions.DEFAULT.withParts(Parts.NONE.ofShard(shard, shards));
            long size = Explorer.explore(program, options).executions();
            Estimate cut = Explorer.explore(program, options.withMaxExecutions(size / 2)).inAll().orElseThrow();
            held += cut.low() <= size && size <= cut.high() ? 1 : 0;
            sum += cut.executions();
        }
        assertThat(held).as("shards whose interval holds their size").isGreaterThanOrEqualTo(shards - 1);
        assertThat(sum).as("all shards together").isBetween(0.8 * 14_400, 1.2 * 14_400);
    }

    @Test
    void theBudgetIsKept() {
        Duration budget = Duration.ofMillis(1500);
        Exploration cut = Explorer.explore(Litmus.lockedCounter(3, 6), ExploreOptions.DEFAULT.withBudget(budget));
        assertThat(cut.verdict()).isEqualTo(Exploration.Verdict.BUDGET);
        assertThat(cut.elapsed()).isLessThan(budget.plusMillis(300)).isGreaterThan(budget.minusMillis(30));
    }
}

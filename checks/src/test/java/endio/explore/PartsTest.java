// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.bench.Litmus;
import endio.explore.Exploration.Verdict;
import endio.machine.Program;
import java.time.Duration;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that is stopped and gone on with, or divided into shards, counts the same as one that is neither. */
class PartsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aSearchThatIsStoppedOverAndOverComesToTheSameEnd(int workers) {
        Program program = Litmus.lockedCounter(3, 3);
        Exploration whole = Explorer.explore(program, ExploreOptions.DEFAULT);
        Random random = new Random(workers);
        String saved = "";
        int stops = 0;
        while (true) {
            String[] last = {saved};
            long runs = 1 + random.nextInt(200) + (saved.isEmpty() ? 0 : totals(saved));
            Exploration part = Explorer.explore(program, ExploreOptions.DEFAULT.withWorkers(workers).withMaxExecutions(runs)
                    .withParts(Parts.NONE.from(saved).saving(Duration.ofDays(1), text -> last[0] = text)));
            if (part.complete()) {
                same(part, whole);
                break;
            }
            assertThat(part.verdict()).isEqualTo(Verdict.BUDGET);
            saved = last[0];
            stops++;
        }
        assertThat(stops).isGreaterThan(5);
    }

    private static long totals(String saved) {
        return SavedSearch.parse(saved, SavedSearch.of(ExploreOptions.DEFAULT)).totals().runs();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void shardsAddUpToTheWhole(int shards) {
        for (Program program : new Program[] {Litmus.lockedCounter(3, 3), Litmus.writeThenRead(4), Litmus.philosophers(4),
            Litmus.readers(6), Litmus.ticketLock(4), Litmus.fourThreads()}) {
            Exploration whole = Explorer.explore(program, ExploreOptions.DEFAULT);
            same(sum(program, ExploreOptions.DEFAULT, shards), whole);
        }
    }

    @Test
    void whatWasSavedOfAnotherSearchIsRefused() {
        String[] saved = {""};
        Parts saving = Parts.NONE.saving(Duration.ofDays(1), text -> saved[0] = text);
        Explorer.explore(Litmus.lockedCounter(2, 3), ExploreOptions.DEFAULT.withMaxExecutions(5).withParts(saving));
        assertThatThrownBy(() -> Explorer.explore(Litmus.lockedCounter(2, 3), ExploreOptions.DEFAULT.withModelHash("other")
                .withParts(Parts.NONE.from(saved[0])))).isInstanceOf(UnfitSearch.class).hasMessageContaining("model=other");
        assertThatThrownBy(() -> Explorer.explore(Litmus.lockedCounter(2, 3), ExploreOptions.DEFAULT
                .withParts(Parts.NONE.from(saved[0]).ofShard(1, 2)))).isInstanceOf(UnfitSearch.class);
        assertThatThrownBy(() -> Explorer.explore(Litmus.lockedCounter(2, 3), ExploreOptions.DEFAULT
                .withParts(Parts.NONE.from(saved[0].replaceFirst("totals 5", "totals 6")))))
                .isInstanceOf(UnfitSearch.class).hasMessageContaining("damaged");
    }

    /** Stops a search at a random place, goes on with it; divides it; and compares what comes of it. */
    static void stoppedAndSharded(Program program, ExploreOptions options, Exploration whole, long seed) {
        String[] saved = {""};
        if (whole.traces() > 1) {
            long runs = 1 + new Random(seed).nextInt((int) whole.traces() - 1);
            Explorer.explore(program, options.withMaxExecutions(runs)
                    .withParts(Parts.NONE.saving(Duration.ofDays(1), text -> saved[0] = text)), new ShuffledFrontier(1, seed));
            same(Explorer.explore(program, options.withParts(Parts.NONE.from(saved[0])), new ShuffledFrontier(1, seed)), whole);
        }
        same(sum(program, options, 3), whole);
    }

    private static Exploration sum(Program program, ExploreOptions options, int shards) {
        long executions = 0;
        long stuck = 0;
        long steps = 0;
        long events = 0;
        SortedMap<String, Long> outcomes = new TreeMap<>();
        for (int shard = 1; shard <= shards; shard++) {
            Exploration part = Explorer.explore(program, options.withParts(Parts.NONE.ofShard(shard, shards)));
            assertThat(part.complete()).isTrue();
            executions += part.executions();
            stuck += part.stuck();
            steps += part.steps();
            events += part.events();
            part.outcomes().forEach((outcome, n) -> outcomes.merge(outcome, n, Long::sum));
        }
        return new Exploration(Verdict.COMPLETE, executions, stuck, 0, 0, steps, events, outcomes, java.util.List.of(),
                new TreeMap<>(), Duration.ZERO, "");
    }

    private static void same(Exploration part, Exploration whole) {
        assertThat(part).usingRecursiveComparison().ignoringFields("elapsed", "findings", "judged", "blocked", "ranks").isEqualTo(whole);
    }
}

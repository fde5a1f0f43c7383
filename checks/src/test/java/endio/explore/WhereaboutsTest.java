// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.bench.Litmus;
import endio.event.ObjectId;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in a program is told with the line where it is, on either kind of fibers. */
class WhereaboutsTest {
    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    private static ExploreOptions on(boolean threads) {
        return ExploreOptions.DEFAULT.withThreads(threads);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLoopThatIsCutSaysWhoGoesRoundAndWhere(boolean threads) {
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            Word y = m.word(MEMORY, "y", 0);
            Litmus.thread(m, "spins", () -> {
                while (m.perform(Op.LOAD, x, 0, 0) == 0) {
                    m.perform(Op.STORE, y, 1, 0);
                }
            });
            Litmus.thread(m, "waits", () -> m.perform(Op.LOAD, y, 0, 0));
        };
        Exploration found = Explorer.explore(program, on(threads).withMaxSteps(100));
        assertThat(found.verdict()).isEqualTo(Exploration.Verdict.BOUNDED);
        assertThat(found.around()).startsWith("spins at ").contains("WhereaboutsTest.java:").doesNotContain("Execution");
        assertThat(Explorer.explore(Litmus.lostUpdate(2), on(threads)).around()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatDiffersFromRunToRunIsToldWithTheLine(boolean threads) {
        AtomicInteger runs = new AtomicInteger();
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            Word y = m.word(MEMORY, "y", 0);
            int run = runs.getAndIncrement();
            Litmus.thread(m, "t0", () -> {
                m.perform(Op.LOAD, run == 0 ? x : y, 0, 0);
                m.perform(Op.STORE, x, 1, 0);
            });
            Litmus.thread(m, "t1", () -> m.perform(Op.STORE, x, 2, 0));
        };
        assertThatThrownBy(() -> Explorer.explore(program, on(threads))).isInstanceOf(HiddenNondeterminism.class)
                .hasMessageContaining("t0").hasMessageContaining("WhereaboutsTest.java:");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLoopWithoutAnyStepIsSeenFromOutside(boolean threads) throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        Program program = m -> Litmus.thread(m, "spins", () -> {
            while (!enough.get()) {
                Thread.onSpinWait();
            }
        });
        Watch watch = new Watch();
        Thread search = new Thread(() -> Explorer.explore(program, on(threads).withWatch(watch)));
        search.start();
        Optional<String> stuck = Optional.empty();
        for (int looks = 0; looks < 600 && stuck.isEmpty(); looks++) {
            Thread.sleep(50);
            stuck = watch.stuck(3);
        }
        enough.set(true);
        search.join();
        assertThat(stuck).hasValueSatisfying(where ->
                assertThat(where).startsWith("spins is busy at ").contains("WhereaboutsTest.java:"));
        assertThat(watch.stuck(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aThreadOfJavasOwnMayNotUseTheMachine(boolean threads) {
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            Litmus.thread(m, "t0", () -> {
                Thread other = new Thread(() -> m.perform(Op.STORE, x, 1, 0));
                other.setUncaughtExceptionHandler((thread, thrown) -> {});
                other.start();
                try {
                    other.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        };
        assertThatThrownBy(() -> Explorer.explore(program, on(threads))).isInstanceOf(ModelError.class)
                .hasMessageContaining("a thread of Java's own");
    }
}

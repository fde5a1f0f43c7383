// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.bench.Litmus;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Program;
import endio.machine.Word;
import org.junit.jupiter.api.Test;

/** A thread that is made as in the execution before does not run only to find out what its first step is. */
class OpeningsTest {
    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    /** Each thread of three does {@code first}, then reads x and writes it. */
    private static Program threeThat(First first) {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < 3; i++) {
                int me = i;
                Litmus.thread(m, "t" + i, () -> {
                    first.run(m, me);
                    Litmus.write(m, x, Litmus.read(m, x) + 1);
                });
            }
            m.atEnd(() -> m.outcome(String.valueOf(Litmus.read(m, x))));
        };
    }

    private interface First {
        void run(Machine m, int me);
    }

    @Test
    void a_thread_that_comes_to_its_first_step_without_a_word_begins_when_it_takes_it() {
        int[] stepsOfThisRun = {0};
        int[] begunBeforeAnyStep = {0};
        Program program = m -> {
            stepsOfThisRun[0] = 0;
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < 3; i++) {
                Litmus.thread(m, "t" + i, () -> {
                    begunBeforeAnyStep[0] += stepsOfThisRun[0] == 0 ? 1 : 0;
                    long read = Litmus.read(m, x);
                    stepsOfThisRun[0]++;
                    Litmus.write(m, x, read + 1);
                });
            }
        };
        assertThat(Explorer.explore(program, ExploreOptions.DEFAULT).executions()).isEqualTo(36);
        // All three in the first execution, and then who takes the first step.
        assertThat(begunBeforeAnyStep[0]).isEqualTo(3 + 35);
    }

    @Test
    void what_threads_say_and_number_before_their_first_step_is_the_same_in_every_execution() {
        Exploration silent = Explorer.explore(threeThat((m, me) -> {}), ExploreOptions.DEFAULT);
        Exploration talking = Explorer.explore(threeThat((m, me) -> {
            ObjectId own = m.number("bio");
            if (own.number() != me) {
                m.say(new LogEvent.AssertionFailed(me + " has " + own));
            }
        }), ExploreOptions.DEFAULT);
        assertThat(talking.findings()).isEmpty();
        assertThat(talking.executions()).isEqualTo(silent.executions());
        assertThat(talking.outcomes()).isEqualTo(silent.outcomes());
    }

    @Test
    void a_thread_that_begins_with_another_operation_than_was_foreseen_is_refused() {
        int[] runs = {0};
        Program program = m -> {
            int run = runs[0]++;
            Word x = m.word(MEMORY, "x", 0);
            Litmus.thread(m, "a", () -> Litmus.write(m, x, 1));
            Litmus.thread(m, "b", () -> Litmus.write(m, x, run == 0 ? 2 : 3));
        };
        assertThatThrownBy(() -> Explorer.explore(program, ExploreOptions.DEFAULT)).isInstanceOf(HiddenNondeterminism.class)
                .hasMessageContaining("b begins with");
    }

    @Test
    void a_thread_that_says_something_before_the_step_that_was_foreseen_is_refused() {
        int[] runs = {0};
        Program program = m -> {
            int run = runs[0]++;
            Word x = m.word(MEMORY, "x", 0);
            Litmus.thread(m, "a", () -> Litmus.write(m, x, 1));
            Litmus.thread(m, "b", () -> {
                if (run > 0) {
                    m.number("surprise");
                }
                Litmus.write(m, x, 2);
            });
        };
        assertThatThrownBy(() -> Explorer.explore(program, ExploreOptions.DEFAULT)).isInstanceOf(HiddenNondeterminism.class)
                .hasMessageContaining("b does something before");
    }

    @Test
    void a_thread_that_ends_before_the_step_that_was_foreseen_is_refused() {
        int[] runs = {0};
        Program program = m -> {
            int run = runs[0]++;
            Word x = m.word(MEMORY, "x", 0);
            Litmus.thread(m, "a", () -> Litmus.write(m, x, 1));
            Litmus.thread(m, "b", () -> {
                if (run == 0) {
                    Litmus.write(m, x, 2);
                }
            });
        };
        assertThatThrownBy(() -> Explorer.explore(program, ExploreOptions.DEFAULT)).isInstanceOf(HiddenNondeterminism.class);
    }
}

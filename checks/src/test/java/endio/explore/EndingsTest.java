// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.bench.Litmus;
import endio.event.LogEvent.AssertionFailed;
import endio.event.LogEvent.Note;
import endio.event.ObjectId;
import endio.machine.KernelBug;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import endio.property.Ending;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an execution can end with, and what a search says of it. */
class EndingsTest {
    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    private static Exploration explore(Program program) {
        return Explorer.explore(program, ExploreOptions.DEFAULT);
    }

    private static Trace replay(Program program, Exploration found) {
        return Replay.run(program, found.findings().get(0).schedule());
    }

    @Test
    void aDeadlockNamesWhoWaitsForWhatAndWhoHoldsIt() {
        Program program = Litmus.philosophers(2);
        Exploration found = explore(program);
        assertThat(found.findings()).hasSize(1);
        Finding deadlock = found.findings().get(0);
        assertThat(deadlock.property()).isEqualTo(Finding.DEADLOCK);
        assertThat(deadlock.sentence()).isEqualTo("nobody can go on: philosopher0 waits in LOCK memory#0.fork1, held by "
                + "philosopher1; philosopher1 waits in LOCK memory#0.fork0, held by philosopher0");
        Trace trace = replay(program, found);
        assertThat(trace.ending().kind()).isEqualTo(Ending.Kind.STUCK);
        assertThat(trace.preemptions()).isEqualTo(1);
    }

    @Test
    void aLostWakeUpIsADeadlock() {
        Program program = m -> {
            Word ready = m.word(MEMORY, "ready", 0);
            Word asleep = m.word(MEMORY, "asleep", 0);
            Litmus.thread(m, "waiter", () -> {
                if (Litmus.read(m, ready) == 0) {
                    Litmus.write(m, asleep, 1);
                    m.perform(Op.AWAIT_EQ, asleep, 0, 0);
                }
            });
            Litmus.thread(m, "waker", () -> {
                Litmus.write(m, ready, 1);
                Litmus.write(m, asleep, 0);
            });
        };
        Exploration found = explore(program);
        assertThat(found.stuck()).isEqualTo(1);
        assertThat(found.findings().get(0).sentence()).contains("waiter waits in AWAIT_EQ memory#0.asleep == 0");
    }

    @Test
    void aCrashIsFoundAndTheOthersAreStillExplored() {
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            Word y = m.word(MEMORY, "y", 0);
            Litmus.thread(m, "reader", () -> {
                if (Litmus.read(m, x) == 0) {
                    throw new KernelBug("null pointer: x");
                }
                m.outcome("read");
            });
            Litmus.thread(m, "writer", () -> {
                Litmus.write(m, y, 1);
                Litmus.write(m, x, 1);
            });
        };
        Exploration found = explore(program);
        assertThat(found.outcomes()).containsOnlyKeys("[crashed] null pointer: x", "read");
        assertThat(found.findings()).extracting(Finding::property).containsExactly(Finding.CRASH);
        assertThat(replay(program, found).ending().kind()).isEqualTo(Ending.Kind.CRASHED);
    }

    @Test
    void anAssertionThatFailsInSomeOrderIsFound() {
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < 2; i++) {
                Litmus.thread(m, "t" + i, () -> Litmus.write(m, x, Litmus.read(m, x) + 1));
            }
            m.atEnd(() -> {
                if (m.perform(Op.LOAD, x, 0, 0) != 2) {
                    m.say(new AssertionFailed("an update is lost"));
                }
            });
        };
        Exploration found = explore(program);
        assertThat(found.executions()).isEqualTo(4);
        assertThat(found.findings()).extracting(Finding::property).containsExactly(Finding.ASSERTION);
        assertThat(replay(program, found).violates(Finding.ASSERTION)).isTrue();
    }

    @Test
    void everyChoiceIsTakenInEveryExecution() {
        Program program = m -> {
            int boot = m.choose("at boot", 2);
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < 2; i++) {
                Litmus.thread(m, "t" + i, () -> {
                    if (m.choose("fails", 3) == 2) {
                        Litmus.write(m, x, boot);
                    }
                });
            }
        };
        // 2 at boot, 3 * 3 in the threads; one of these nine has two stores, which can be in either order
        assertThat(explore(program).executions()).isEqualTo(2 * 10);
    }

    @Test
    void aLoopWithoutEndIsBoundedAndSaysSo() {
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            Litmus.thread(m, "spins", () -> {
                while (Litmus.read(m, x) == 0) {
                    m.current();
                }
            });
        };
        Exploration found = Explorer.explore(program, ExploreOptions.DEFAULT.withMaxSteps(50));
        assertThat(found.verdict()).isEqualTo(Exploration.Verdict.BOUNDED);
        assertThat(found.cut()).isEqualTo(1);
        assertThat(found.executions()).isZero();
        assertThat(found.outcomes()).containsOnlyKeys("[cut]");
    }

    @Test
    void aLoopOverEventsAloneIsBoundedToo() {
        Program program = m -> Litmus.thread(m, "talks", () -> {
            while (m.current().thread() > 0) {
                m.say(new Note("again"));
            }
        });
        assertThat(explore(program).verdict()).isEqualTo(Exploration.Verdict.BOUNDED);
    }

    @Test
    void aSearchThatIsStoppedIsNoCompleteOne() {
        Program program = Litmus.lostUpdate(4);
        assertThat(Explorer.explore(program, ExploreOptions.DEFAULT.withMaxExecutions(10)).verdict())
                .isEqualTo(Exploration.Verdict.BUDGET);
        assertThat(Explorer.explore(program, ExploreOptions.DEFAULT.withBudget(Duration.ZERO)).verdict())
                .isEqualTo(Exploration.Verdict.BUDGET);
        assertThat(Explorer.explore(program, ExploreOptions.DEFAULT.withStop(() -> true)).verdict())
                .isEqualTo(Exploration.Verdict.INTERRUPTED);
        assertThat(Explorer.explore(Litmus.philosophers(4), ExploreOptions.DEFAULT.withStopAtFirst(true)).findings()).hasSize(1);
    }

    @Test
    void anExceptionOfTheProgramIsItsOwnFaultAndNamesTheLine() {
        Program program = m -> Litmus.thread(m, "t0", () -> {
            throw new IllegalStateException("my mistake");
        });
        assertThatThrownBy(() -> explore(program)).isInstanceOf(ModelError.class)
                .hasMessageContaining("my mistake").hasMessageContaining("t0").hasMessageContaining("EndingsTest.java:");
    }

    @Test
    void aProgramThatIsNotTheSameEachTimeIsRefusedWithTheStep() {
        AtomicInteger runs = new AtomicInteger();
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            Word y = m.word(MEMORY, "y", 0);
            int run = runs.getAndIncrement();
            Litmus.thread(m, "t0", () -> {
                Litmus.read(m, run == 0 ? x : y);
                Litmus.write(m, x, 1);
            });
            Litmus.thread(m, "t1", () -> Litmus.write(m, x, 2));
        };
        assertThatThrownBy(() -> explore(program)).isInstanceOf(HiddenNondeterminism.class)
                .hasMessageContaining("step 0").hasMessageContaining("memory#0.y");
    }
}

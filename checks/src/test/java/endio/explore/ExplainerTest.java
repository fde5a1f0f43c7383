// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.bench.Litmus;
import endio.event.ContextKind;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.explore.Race.Need;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other executions say about a violation: computed by running them. */
class ExplainerTest {
    private static final ObjectId MEMORY = new ObjectId("memory", 0);

    private static Explanation explain(Program program) {
        Exploration found = Explorer.explore(program, ExploreOptions.DEFAULT);
        assertThat(found.findings()).hasSize(1);
        return Explainer.explain(program, found.findings(), ExploreOptions.DEFAULT).get(0);
    }

    private static void expect(Machine m, Word word, long value) {
        m.atEnd(() -> {
            if (m.perform(Op.LOAD, word, 0, 0) != value) {
                m.say(new LogEvent.AssertionFailed(word + " is not " + value));
            }
        });
    }

    /** Two threads read a word and then write it, each adding its bit. */
    private static Program lostUpdate() {
        return m -> {
            Word x = m.word(MEMORY, "x", 0);
            for (int i = 0; i < 2; i++) {
                long bit = 1L << i;
                m.spawn(ContextKind.TASK, "t" + i, () -> m.perform(Op.STORE, x, m.perform(Op.LOAD, x, 0, 0) + bit, 0));
            }
            expect(m, x, 3);
        };
    }

    @Test
    void ofALostUpdateTheReadAndTheOthersWriteAreToBeExchanged() {
        Explanation e = explain(lostUpdate());
        assertThat(e.preemptions()).isEqualTo(1);
        assertThat(e.atLeast()).as("no execution without preemption loses an update").isEqualTo(1);
        assertThat(e.always()).isFalse();
        Trace violating = Replay.run(lostUpdate(), e.finding().schedule());
        assertThat(violating.violates(Finding.ASSERTION)).isTrue();
        assertThat(violating.preemptions()).isEqualTo(1);
        assertThat(violating.steps()).extracting(s -> s.text().split(" ")[0]).startsWith("LOAD", "LOAD", "STORE", "STORE");

        Race swap = e.swap().orElseThrow();
        assertThat(violating.steps().get(swap.first()).text()).startsWith("LOAD");
        assertThat(violating.steps().get(swap.second()).text()).startsWith("STORE");
        Explanation.Passing nearest = e.nearest().orElseThrow();
        Trace passing = Replay.run(lostUpdate(), nearest.schedule());
        assertThat(passing.violations()).isEmpty();
        assertThat(nearest.same()).isEqualTo(swap.first()).isEqualTo(1);
        assertThat(passing.steps().subList(0, 1)).isEqualTo(violating.steps().subList(0, 1));
    }

    /** Each must read before the other one writes; which of them writes first does not matter. */
    @Test
    void ofALostUpdateTwoOfThreeOrdersAreNeeded() {
        Explanation e = explain(lostUpdate());
        List<Step> steps = Replay.run(lostUpdate(), e.finding().schedule()).steps();
        assertThat(e.races()).hasSize(3).allSatisfy(race -> assertThat(race.need()).isEqualTo(
                steps.get(race.first()).text().startsWith("LOAD") ? Need.NEEDED : Need.NOT_NEEDED));
    }

    @Test
    void whatEveryExecutionViolatesHasNoPassingOne() {
        Explanation e = explain(m -> {
            Word x = m.word(MEMORY, "x", 0);
            Litmus.thread(m, "a", () -> m.perform(Op.ADD_RETURN, x, 1, 0));
            Litmus.thread(m, "b", () -> m.perform(Op.ADD_RETURN, x, 1, 0));
            expect(m, x, 3);
        });
        assertThat(e.always()).isTrue();
        assertThat(e.nearest()).isEmpty();
        assertThat(e.preemptions()).isZero();
    }

    @Test
    void aDeadlockIsMendedByWaitingForTheOther() {
        Program program = Litmus.philosophers(3);
        Explanation e = explain(program);
        assertThat(e.finding().property()).isEqualTo(Finding.DEADLOCK);
        assertThat(e.preemptions()).isEqualTo(1);
        assertThat(e.atLeast()).isEqualTo(1);
        assertThat(Replay.run(program, e.nearest().orElseThrow().schedule()).violations()).isEmpty();
    }

    /** One of two flags is enough for the assertion to fail: taking either away alone changes nothing. */
    @Test
    void twoExchangesAreTriedIfOneIsNotEnough() {
        Program program = m -> {
            Word x = m.word(MEMORY, "x", 0);
            Word y = m.word(MEMORY, "y", 0);
            Litmus.thread(m, "a", () -> m.perform(Op.STORE, x, 1, 0));
            Litmus.thread(m, "b", () -> m.perform(Op.STORE, y, 1, 0));
            Litmus.thread(m, "c", () -> {
                if (m.perform(Op.LOAD, x, 0, 0) + m.perform(Op.LOAD, y, 0, 0) > 0) {
                    m.say(new LogEvent.AssertionFailed("c saw something"));
                }
            });
        };
        // The smallest finding has one store only; this run has both before the loads.
        Finding both = new Finding(Finding.ASSERTION, "c saw something", new Schedule("", List.of(1, 2, 3, 3, 3), List.of()),
                List.of(4), false);
        Explanation e = Explainer.explain(program, List.of(both), ExploreOptions.DEFAULT).get(0);
        assertThat(e.nearest().orElseThrow().reversed()).hasSize(2);
        assertThat(e.swap()).isEmpty();
        assertThat(Replay.run(program, e.nearest().get().schedule()).violations()).isEmpty();
    }

    @Test
    void aChoiceThatComesOutOtherwiseMayMendIt() {
        Program program = m -> Litmus.thread(m, "a", () -> {
            if (m.choose("bio fails", 2) == 1) {
                m.say(new LogEvent.AssertionFailed("failed"));
            }
        });
        Explanation e = explain(program);
        assertThat(e.nearest().orElseThrow().choice()).isZero();
        assertThat(e.nearest().get().reversed()).isEmpty();
        assertThat(Replay.run(program, e.nearest().get().schedule()).violations()).isEmpty();
    }

    /** Without time for it nothing is claimed. */
    @Test
    void whatWasNotLookedForIsNotClaimed() {
        Exploration found = Explorer.explore(lostUpdate(), ExploreOptions.DEFAULT);
        Explanation e = Explainer.explain(lostUpdate(), found.findings(),
                ExploreOptions.DEFAULT.withBudget(java.time.Duration.ofNanos(1))).get(0);
        assertThat(e.atLeast()).isZero();
        assertThat(e.nearest()).isEmpty();
        assertThat(e.always()).isFalse();
        assertThat(e.races()).extracting(Race::need).containsOnly(Need.UNKNOWN);
    }
}

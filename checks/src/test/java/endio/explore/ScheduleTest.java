// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.bench.Litmus;
import endio.machine.Program;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A run as one line of text. */
class ScheduleTest {
    private static final String HASH = "0123456789ab";

    @Property(tries = 500, seed = "7")
    void isReadAsItWasWritten(@ForAll @Size(max = 80) List<@IntRange(min = 1, max = 60) Integer> steps,
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 40) Integer> choices) {
        Schedule schedule = new Schedule(HASH, steps, choices);
        assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
    }

    @Test
    void sixtyStepsFitIntoALine() {
        List<Integer> switching = IntStream.range(0, 60).mapToObj(i -> 1 + i % 7).toList();
        assertThat(new Schedule(HASH, switching, List.of(1, 0, 1)).toString()).hasSizeLessThanOrEqualTo(120);
        assertThat(new Schedule(HASH, Collections.nCopies(60, 2), List.of()).toString()).isEqualTo("e1:" + HASH + ":B60::b8e8c1");
    }

    /** A run of 60 steps that switches at each of them: its line runs it again, step by step. */
    @Test
    void aRunOfSixtyStepsIsReplayedFromItsLine() {
        Program program = Litmus.lockedCounter(5, 3);
        Schedule all = new Schedule(HASH, IntStream.range(0, 60).mapToObj(i -> 1 + i / 4 % 5).toList(), List.of());
        Trace first = Replay.run(program, HASH, all, List.of());
        String line = all.toString();
        assertThat(first.steps()).hasSize(60);
        assertThat(line).hasSizeLessThanOrEqualTo(120).doesNotContain("\n");
        Trace again = Replay.run(program, HASH, Schedule.parse(line), List.of());
        assertThat(again.steps()).isEqualTo(first.steps());
    }

    @Test
    void aDamagedLineIsRefused() {
        String line = new Schedule(HASH, List.of(1, 1, 2), List.of()).toString();
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.parse(line.replace("A2", "A3")))
                .withMessageContaining("damaged");
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.parse(line.substring(0, 10)))
                .withMessageContaining("5 parts");
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.parse(line.replace("e1", "e9")))
                .withMessageContaining("version");
    }

    @Test
    void anotherModelIsRefused() {
        Program program = Litmus.lostUpdate(2);
        Schedule schedule = new Schedule(HASH, List.of(1, 2), List.of());
        assertThatThrownBy(() -> Replay.run(program, "ffffffffffff", schedule, List.of()))
                .isInstanceOf(ScheduleMismatch.class).hasMessageContaining(HASH).hasMessageContaining("ffffffffffff");
    }

    @Test
    void theFirstStepThatDoesNotFitIsNamed() {
        assertMismatch(List.of(1, 1, 1), 2, "has ended");
        assertMismatch(List.of(1, 3), 1, "only 2");
        assertMismatch(List.of(1, 1, 2, 2, 2), 4, "has ended");
        assertThatThrownBy(() -> Replay.run(Litmus.philosophers(2), new Schedule(HASH, List.of(1, 2, 1), List.of())))
                .isInstanceOf(ScheduleMismatch.class).hasMessageContaining("step 2")
                .hasMessageContaining("waits in LOCK memory#0.fork1");
    }

    private static void assertMismatch(List<Integer> steps, int at, String why) {
        assertThatThrownBy(() -> Replay.run(Litmus.lostUpdate(2), new Schedule(HASH, steps, List.of())))
                .isInstanceOfSatisfying(ScheduleMismatch.class, e -> assertThat(e.step()).isEqualTo(at))
                .hasMessageContaining(why);
    }

    @Test
    void aTraceTellsEachStepWithItsValuesItsLineAndItsCauses() {
        Trace trace = Replay.run(Litmus.lostUpdate(2), new Schedule("", List.of(1, 2, 2, 1), List.of()));
        assertThat(trace.steps()).hasSize(4);
        Step last = trace.steps().get(3);
        assertThat(last.text()).isEqualTo("STORE_ONCE memory#0.x");
        assertThat(last.before()).isEqualTo("2");
        assertThat(last.after()).isEqualTo("1");
        assertThat(last.changed()).isTrue();
        assertThat(last.switched()).isTrue();
        assertThat(last.causes()).containsExactly(2);
        assertThat(trace.steps().get(2).causes()).containsExactly(0, 1);
        assertThat(trace.steps().get(1).preempted()).isTrue();
        assertThat(trace.steps().get(1).enabled()).hasSize(2);
        assertThat(last.stack()).extracting(Frame::method).contains("write");
        assertThat(last.stack()).allMatch(f -> "Litmus.java".equals(f.file()) && f.line() > 0);
        assertThat(Replay.run(Litmus.lostUpdate(2), trace.schedule()).steps()).isEqualTo(trace.steps());
    }

    @Test
    void twoSearchesFindTheSame() {
        Exploration first = Explorer.explore(Litmus.philosophers(4), ExploreOptions.DEFAULT);
        Exploration second = Explorer.explore(Litmus.philosophers(4), ExploreOptions.DEFAULT);
        Exploration onThreads = Explorer.explore(Litmus.philosophers(4), ExploreOptions.DEFAULT.withThreads(true));
        assertThat(second.findings()).isEqualTo(first.findings());
        assertThat(second.steps()).isEqualTo(first.steps());
        assertThat(onThreads.findings()).isEqualTo(first.findings());
        assertThat(onThreads.steps()).isEqualTo(first.steps());
        assertThat(onThreads.executions()).isEqualTo(first.executions());
    }
}

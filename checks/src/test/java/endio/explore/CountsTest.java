// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.machine.Program;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The number of complete executions of programs for which it is known, by other tools or by theory: exactly one for each
 * Mazurkiewicz trace, and no run for nothing.
 */
class CountsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("known")
    void takesEveryTraceOnce(Program program, long traces, long deadlocks) {
        Exploration found = Explorer.explore(program, ExploreOptions.DEFAULT);
        assertThat(found.verdict()).isEqualTo(Exploration.Verdict.COMPLETE);
        assertThat(found.executions()).isEqualTo(traces);
        assertThat(found.stuck()).isEqualTo(deadlocks);
        assertThat(found.blocked()).as("redundant runs").isZero();
    }

    static Stream<Arguments> known() {
        return Stream.of(
                of("D1 readers(2)", Litmus.readers(2), 4),
                of("D1 readers(8)", Litmus.readers(8), 256),
                of("D1 readers(13)", Litmus.readers(13), 8192),
                of("D2 counters(2,1)", Litmus.counters(2, 1), 2),
                of("D2 counters(3,1)", Litmus.counters(3, 1), 6),
                of("D2 counters(4,1)", Litmus.counters(4, 1), 24),
                of("D2 counters(5,1)", Litmus.counters(5, 1), 120),
                of("D2 counters(6,1)", Litmus.counters(6, 1), 720),
                of("D2 counters(7,1)", Litmus.counters(7, 1), 5040),
                of("D2 counters(2,2)", Litmus.counters(2, 2), 4),
                of("D2 counters(3,2)", Litmus.counters(3, 2), 36),
                of("D2 counters(4,2)", Litmus.counters(4, 2), 576),
                of("D2 counters(2,3)", Litmus.counters(2, 3), 8),
                of("D2 counters(3,3)", Litmus.counters(3, 3), 216),
                of("D2 counters(4,3)", Litmus.counters(4, 3), 13824),
                of("D3 lost-update(2)", Litmus.lostUpdate(2), 4),
                of("D3 lost-update(3)", Litmus.lostUpdate(3), 36),
                of("D3 lost-update(4)", Litmus.lostUpdate(4), 576),
                of("D3' write-then-read(2)", Litmus.writeThenRead(2), 4),
                of("D3' write-then-read(3)", Litmus.writeThenRead(3), 36),
                of("D3' write-then-read(4)", Litmus.writeThenRead(4), 576),
                of("D3' write-then-read(5)", Litmus.writeThenRead(5), 14400),
                of("D4 store buffering", Litmus.ring(2), 3),
                of("D4 message passing", Litmus.messagePassing(), 3),
                of("D4 load buffering", Litmus.loadBuffering(), 3),
                of("D4 2+2W", Litmus.twoPlusTwoWrites(), 3),
                of("D4 IRIW", Litmus.iriw(), 15),
                of("D4 ring(3)", Litmus.ring(3), 7),
                of("D4 ring(4)", Litmus.ring(4), 15),
                of("D5 four threads", Litmus.fourThreads(), 5),
                of("D6 two-writers-1", Litmus.twoWriters(1), 12),
                of("D6 two-writers-2", Litmus.twoWriters(2), 90),
                of("D6 two-writers-3", Litmus.twoWriters(3), 560),
                of("D6 two-writers-4", Litmus.twoWriters(4), 3150),
                of("D7 locked-counter(2,2)", Litmus.lockedCounter(2, 2), 6),
                of("D7 locked-counter(2,3)", Litmus.lockedCounter(2, 3), 20),
                of("D7 locked-counter(2,5)", Litmus.lockedCounter(2, 5), 252),
                of("D7 locked-counter(3,2)", Litmus.lockedCounter(3, 2), 90),
                of("D7 locked-counter(3,3)", Litmus.lockedCounter(3, 3), 1680),
                stuck("D8 philosophers(2)", Litmus.philosophers(2), 2),
                stuck("D8 philosophers(3)", Litmus.philosophers(3), 6),
                stuck("D8 philosophers(4)", Litmus.philosophers(4), 14),
                stuck("D8 philosophers(5)", Litmus.philosophers(5), 30),
                stuck("D8 philosophers(6)", Litmus.philosophers(6), 62),
                of("D9 ticket-lock(2)", Litmus.ticketLock(2), 2),
                of("D9 ticket-lock(3)", Litmus.ticketLock(3), 6),
                of("D9 ticket-lock(4)", Litmus.ticketLock(4), 24));
    }

    private static Arguments of(String name, Program program, long traces) {
        return Arguments.of(Named.of(name, program), traces, 0);
    }

    private static Arguments stuck(String name, Program program, long traces) {
        return Arguments.of(Named.of(name, program), traces, 1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.bench.Litmus;
import endio.machine.Program;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search counts and finds the same with any number of workers. */
class WorkersTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void anyNumberOfWorkersCountsTheSame(Program program) {
        Exploration alone = Explorer.explore(program, ExploreOptions.DEFAULT);
        for (int workers : new int[] {2, 3, 5}) {
            Exploration together = Explorer.explore(program, ExploreOptions.DEFAULT.withWorkers(workers));
            assertThat(together).usingRecursiveComparison().ignoringFields("elapsed").isEqualTo(alone);
        }
    }

    static Stream<Named<Program>> programs() {
        return Stream.of(Named.of("write-then-read(4)", Litmus.writeThenRead(4)),
                Named.of("locked-counter(3,3)", Litmus.lockedCounter(3, 3)),
                Named.of("philosophers(5)", Litmus.philosophers(5)),
                Named.of("ticket-lock(4)", Litmus.ticketLock(4)),
                Named.of("readers(8)", Litmus.readers(8)),
                Named.of("two-writers(4)", Litmus.twoWriters(4)),
                Named.of("counters(4,3)", Litmus.counters(4, 3)));
    }

    @Test
    @Timeout(20)
    void nobodyWaitsForAWorkerThatFailed() throws InterruptedException {
        Frontier frontier = new Frontier(2);
        Thread looks = new Thread(() -> frontier.alone(() -> {}));
        looks.start();
        frontier.fail();
        looks.join();
        assertThat(frontier.stopped()).isTrue();
    }
}

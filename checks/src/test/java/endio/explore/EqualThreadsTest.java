// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.bench.Litmus;
import endio.bench.SharedReference;
import endio.event.ContextKind;
import endio.event.LogEvent.Note;
import endio.event.ObjectId;
import endio.explore.SmallProgram.Instruction;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;
import endio.property.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Threads that the program calls equal begin in the order of their birth: what is explored then stands for all that can be, up to an
 * exchange of equal threads, by every permutation of each group.
 */
class EqualThreadsTest {
    private static final int FEW = 2_000;
    private static final ExploreOptions WITHOUT = ExploreOptions.DEFAULT.withSymmetry(false);

    /** Programs in which at least two threads have the same code. */
    @Provide
    Arbitrary<SmallProgram> programs() {
        return Combinators.combine(new AgainstBruteForceTest().programs(), Arbitraries.integers().between(1, 2),
                Arbitraries.integers().between(0, 3)).as((program, copies, which) -> {
                    List<List<Instruction>> threads = new ArrayList<>(program.threads());
                    int original = which % program.threads().size();
                    List<Instruction> code = threads.get(original).stream()
                            .filter(i -> i.what() != SmallProgram.Do.SPAWN).toList();
                    for (int i = 0; i < copies && threads.size() < 5; i++) {
                        threads.add(code);
                    }
                    return new SmallProgram(program.cells(), threads);
                });
    }

    /** Exactly the traces in which equal threads begin in order, once each. */
    @Property(tries = 600, seed = "20136")
    void takesEachOrderedTraceOnce(@ForAll("programs") SmallProgram program, @ForAll boolean commuting) {
        Map<String, Long> expected = BruteForce.outcomesInOrder(program, commuting, FEW);
        if (expected.isEmpty()) {
            return;
        }
        Exploration found = Explorer.explore(program.program(commuting, commuting), ExploreOptions.DEFAULT.withCommuting(commuting));
        assertThat(found.outcomes()).as("%s", program).isEqualTo(expected);
        assertThat(found.blocked()).as("redundant runs of %s", program).isZero();
    }

    /** And these are all, up to an exchange of equal threads. */
    @Property(tries = 300, seed = "20137")
    void everyTraceIsOneOfThemWithEqualThreadsExchanged(@ForAll("programs") SmallProgram program, @ForAll boolean commuting) {
        Set<String> all = BruteForce.orbits(program, commuting, false, FEW);
        if (!all.isEmpty()) {
            assertThat(BruteForce.orbits(program, commuting, true, FEW)).as("%s", program).isEqualTo(all);
        }
    }

    private static Program counters(int n) {
        return m -> {
            Word x = m.word(new ObjectId("memory", 0), "x", 0);
            for (int i = 0; i < n; i++) {
                m.spawn(ContextKind.IRQ, "irq" + i, "end", null, () -> m.perform(Op.ADD_RETURN, x, 1, 0));
            }
        };
    }

    /** n! orders are one. */
    @Example
    void equalCountersCountOnce() {
        assertThat(Explorer.explore(counters(7), WITHOUT).executions()).isEqualTo(5040);
        assertThat(Explorer.explore(counters(7), ExploreOptions.DEFAULT).executions()).isEqualTo(1);
        assertThat(Explorer.explore(counters(40), ExploreOptions.DEFAULT).executions()).isEqualTo(1);
    }

    /** Bios of one request, released one by one: of 2^n n! orders of their ends the Catalan number of n + 1. */
    @Example
    void theEndsOfBiosGrowWithTheirReleaseAlone() {
        long[] ordered = {1, 2, 5, 14, 42, 132};
        long all = 1;
        for (int bios = 1; bios <= 5; bios++) {
            all *= 2L * bios;
            assertThat(Explorer.explore(SharedReference.ofBios(bios), WITHOUT).executions()).isEqualTo(all);
            assertThat(Explorer.explore(SharedReference.ofBios(bios), ExploreOptions.DEFAULT).executions()).isEqualTo(ordered[bios]);
        }
    }

    @Example
    void theMistakesOfTheProtocolAreFoundWithAndWithout() {
        for (SharedReference.Mistake mistake : SharedReference.Mistake.values()) {
            SharedReference program = new SharedReference(1, 3, false, mistake);
            List<String> without = Explorer.explore(program, WITHOUT).findings().stream().map(Finding::property).sorted().toList();
            List<String> with = Explorer.explore(program, ExploreOptions.DEFAULT).findings().stream().map(Finding::property).sorted()
                    .toList();
            assertThat(with).as("%s", mistake).isEqualTo(without);
            assertThat(with.isEmpty()).isEqualTo(mistake == SharedReference.Mistake.NONE);
        }
    }

    /** That equal threads begin in order is no order of theirs: a property is not told so. */
    @Example
    void theOrderIsNotHappensBefore() {
        boolean[] ordered = new boolean[1];
        Program program = m -> {
            for (int i = 0; i < 2; i++) {
                Word own = m.word(new ObjectId("memory", i), "own", 0);
                m.spawn(ContextKind.IRQ, "irq" + i, "end", null, () -> {
                    m.perform(Op.STORE, own, 1, 0);
                    m.say(new Note("begun"));
                });
            }
        };
        Notes property = new Notes((first, second, judge) -> ordered[0] |= judge.before(first, second));
        Explorer.explore(program, ExploreOptions.DEFAULT.withProperties(List.of(property)));
        assertThat(property.heard).isEqualTo(2);
        assertThat(ordered[0]).isFalse();
    }

    /** A deadlock in which all of them wait. */
    @Example
    void equalThreadsThatWaitForEverAreADeadlock() {
        Program program = m -> {
            Word gate = m.word(new ObjectId("memory", 0), "gate", 0);
            Litmus.thread(m, "opener", () -> m.perform(Op.ADD_RETURN, gate, 2, 0));
            for (int i = 0; i < 3; i++) {
                m.spawn(ContextKind.TASK, "waiter" + i, "waiter", null, () -> {
                    m.perform(Op.AWAIT_NE, gate, 0, 0);
                    m.perform(Op.ADD_RETURN, gate, -1, 0);
                });
            }
        };
        Exploration without = Explorer.explore(program, WITHOUT);
        Exploration with = Explorer.explore(program, ExploreOptions.DEFAULT);
        assertThat(without.stuck()).isPositive();
        assertThat(with.stuck()).isPositive().isLessThan(without.stuck());
    }

    /** Called equal although the first one waits for what never comes. */
    @Example
    void threadsThatAreNotEqualAreToldWhereItShows() {
        Program program = m -> {
            gate(m, 0, 0);
            gate(m, 1, 1);
        };
        assertThatThrownBy(() -> Explorer.explore(program, ExploreOptions.DEFAULT)).isInstanceOf(ModelError.class)
                .hasMessageContaining("not equal");
    }

    private static void gate(Machine m, int number, long open) {
        Word gate = m.word(new ObjectId("gate", number), "open", open);
        m.spawn(ContextKind.TASK, "waiter" + number, "waiter", null, () -> m.perform(Op.AWAIT_NE, gate, 0, 0));
    }

    private interface Pair {
        void of(int first, int second, Judge judge);
    }

    /** Looks at every two notes. */
    private static final class Notes implements endio.property.Property {
        private final Pair pair;
        private int heard;

        Notes(Pair pair) {
            this.pair = pair;
        }

        @Override
        public String id() {
            return "notes";
        }

        @Override
        public String title() {
            return "notes";
        }

        @Override
        public String statement() {
            return "looks at every two notes";
        }

        @Override
        public endio.property.Needs needs() {
            return endio.property.Needs.TOTAL_ORDER;
        }

        @Override
        public Set<Class<? extends endio.event.Event>> hears() {
            return Set.of(Note.class);
        }

        @Override
        public endio.property.Monitor monitor() {
            List<Integer> at = new ArrayList<>();
            return (position, where, event, judge) -> {
                heard++;
                at.forEach(earlier -> pair.of(earlier, position, judge));
                at.add(position);
            };
        }
    }
}

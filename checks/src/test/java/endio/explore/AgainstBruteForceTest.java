// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.SmallProgram.Do;
import endio.explore.SmallProgram.Instruction;
import endio.machine.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * On small random programs the explorer takes as many executions, with the same outcomes, as there are traces when all is tried.
 * {@code -Dendio.random.programs=100000} sets how many the long run tries, {@code -Dendio.random.pieces=50} that one of fifty is
 * searched in pieces, too: most of the time goes there.
 */
class AgainstBruteForceTest {
    /** Programs with more states are left out. */
    private static final int FEW = 5_000;
    private static final int MANY = 30_000;
    /** Of so many programs, one is searched in pieces, too. */
    private static final int PIECES = Integer.getInteger("endio.random.pieces", 1);

    @Property(tries = 3000, seed = "20131")
    void takesEachTraceOnce(@ForAll("programs") SmallProgram program) {
        compare(program, false, FEW);
    }

    /** Additions, bits set and bits cleared whose results nobody uses. */
    @Property(tries = 2000, seed = "20132")
    void takesEachTraceOnceWhereUpdatesCommute(@ForAll("programs") SmallProgram program) {
        compare(program, true, FEW);
    }

    @Example
    void takesEachTraceOnceInALongRun() {
        int wanted = Integer.getInteger("endio.random.programs", 200);
        long seed = Long.getLong("endio.random.seed", 7);
        int[] compared = new int[1];
        programs().generator(1000).stream(new Random(seed)).limit(wanted).forEach(s -> {
            if (compare(s.value(), Boolean.getBoolean("endio.random.commuting"), MANY)) {
                compared[0]++;
            }
        });
        assertThat(compared[0]).as("programs that were small enough for brute force").isGreaterThan(wanted / 2);
    }

    /** Many short threads: here it matters which races are looked at again, and when they are settled. */
    @Property(tries = 400, seed = "20133")
    void takesEachTraceOnceOfManyShortThreads(@ForAll("wide") SmallProgram program) {
        compare(program, false, FEW);
    }

    /** Each trace with the fewest preemptions of all its orders. */
    @Property(tries = 1500, seed = "20134")
    void findsEachTraceWithTheFewestPreemptions(@ForAll("programs") SmallProgram program, @ForAll boolean commuting) {
        comparePreemptions(program, commuting, FEW);
    }

    @Property(tries = 200, seed = "20135")
    void findsEachTraceOfManyShortThreadsWithTheFewestPreemptions(@ForAll("wide") SmallProgram program) {
        comparePreemptions(program, false, FEW);
    }

    @Example
    void findsEachTraceWithTheFewestPreemptionsInALongRun() {
        int wanted = Integer.getInteger("endio.random.programs", 200);
        programs().generator(1000).stream(new Random(Long.getLong("endio.random.seed", 7))).limit(wanted)
                .forEach(s -> comparePreemptions(s.value(), Boolean.getBoolean("endio.random.commuting"), MANY));
    }

    private static void comparePreemptions(SmallProgram program, boolean commuting, int limit) {
        List<Long> expected = BruteForce.byPreemptions(program, commuting, limit);
        ExploreOptions options = ExploreOptions.DEFAULT.withSymmetry(false).withCommuting(commuting);
        for (int bound = 0; bound < expected.size(); bound++) {
            Bounded found = BoundedExplorer.explore(program.program(commuting), options, bound);
            assertThat(found.traces()).as("with %d preemptions: %s", bound, program).isEqualTo(expected.subList(0, bound + 1));
            assertThat(found.beyond() || bound == expected.size() - 1).as("more than %d: %s", bound, program).isTrue();
        }
    }

    /** Of its 1334 traces, six are missed if a race is settled although its sequence needed steps beyond what it needs. */
    @Example
    void aRaceIsNotSettledTooEarly() {
        boolean compared = compare(new SmallProgram(2, List.of(
                List.of(store(1, 2, 0), store(0, 2, 0), load(0, 0)),
                List.of(store(1, 1, 1), load(1, 2), load(1, 2)),
                List.of(load(0, 2), load(1, 1), load(1, 2)),
                List.of(load(1, 1)),
                List.of(new Instruction(Do.CHOOSE, Op.LOAD, 0, 2, 0, 0), store(1, 2, 2)),
                List.of(store(0, 0, 0), store(1, 2, 0)))), false, MANY);
        assertThat(compared).isTrue();
    }

    /** Of its 76 traces, four are missed if a race that a sleeper covers in one run is not looked at again in the next. */
    @Example
    void aRaceThatIsCoveredOnceIsLookedAtAgain() {
        boolean compared = compare(new SmallProgram(3, List.of(
                List.of(new Instruction(Do.OPERATION, Op.AWAIT_EQ, 0, 1, 0, 1)),
                List.of(new Instruction(Do.OPERATION, Op.TRY_LOCK, 0, 2, 1, 1), load(1, 0)),
                List.of(new Instruction(Do.OPERATION, Op.CMPXCHG, 0, 1, 1, 0), new Instruction(Do.OPERATION, Op.LOCK, 0, 0, 1, 2)),
                List.of(new Instruction(Do.OPERATION, Op.ADD_RETURN, 0, 1, 0, 1), store(2, 0, 0)),
                List.of(new Instruction(Do.OPERATION, Op.TRY_LOCK, 2, 0, 1, 0), new Instruction(Do.OPERATION, Op.LOCK, 1, 2, 1, 1)),
                List.of(store(0, 0, 1), new Instruction(Do.CHOOSE, Op.LOAD, 0, 2, 0, 0)))), false, MANY);
        assertThat(compared).isTrue();
    }

    private static Instruction store(int cell, long value, int when) {
        return new Instruction(Do.OPERATION, Op.STORE, when, cell, value, 0);
    }

    private static Instruction load(int cell, int when) {
        return new Instruction(Do.OPERATION, Op.LOAD, when, cell, 0, 0);
    }

    private static boolean compare(SmallProgram program, boolean commuting, int limit) {
        Map<String, Long> expected = BruteForce.outcomes(program, commuting, limit);
        if (expected.isEmpty()) {
            return false;
        }
        ExploreOptions options = ExploreOptions.DEFAULT.withCommuting(commuting).withSymmetry(false);
        Exploration found = Explorer.explore(program.program(commuting), options);
        assertThat(found.verdict()).isEqualTo(Exploration.Verdict.COMPLETE);
        assertThat(found.outcomes()).as("%s", program).isEqualTo(expected);
        assertThat(found.blocked()).as("redundant runs of %s", program).isZero();
        if (program.hashCode() % PIECES != 0) {
            return true;
        }
        inPieces(program, options, found);
        if (program.hashCode() / PIECES % 4 == 0) {
            ExploreOptions symmetric = options.withSymmetry(true);
            inPieces(program, symmetric, Explorer.explore(program.program(commuting), symmetric));
        }
        return true;
    }

    /** The same in tasks that are given out in any order, stopped and gone on with, and in shards. */
    private static void inPieces(SmallProgram program, ExploreOptions options, Exploration found) {
        Exploration inPieces = Explorer.explore(program.program(options.commuting()), options,
                new ShuffledFrontier(1, program.hashCode()));
        assertThat(inPieces).usingRecursiveComparison().ignoringFields("elapsed").as("in pieces: %s", program).isEqualTo(found);
        PartsTest.stoppedAndSharded(program.program(options.commuting()), options, found, program.hashCode());
    }

    @Provide
    Arbitrary<SmallProgram> programs() {
        return Combinators.combine(Arbitraries.integers().between(1, 3), Arbitraries.integers().between(0, 3))
                .flatAs((cells, spawned) -> instructions(cells).list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(2).ofMaxSize(4)
                        .map(threads -> new SmallProgram(cells, withSpawn(threads, spawned))));
    }

    @Provide
    Arbitrary<SmallProgram> wide() {
        return Arbitraries.integers().between(1, 3).flatMap(cells -> instructions(cells).list().ofMinSize(1).ofMaxSize(2)
                .list().ofMinSize(4).ofMaxSize(6).map(threads -> new SmallProgram(cells, threads)));
    }

    /** In one program of four, the last thread is spawned by the first. */
    private static List<List<Instruction>> withSpawn(List<List<Instruction>> threads, int spawned) {
        if (spawned > 0) {
            return threads;
        }
        List<List<Instruction>> all = threads.stream().map(ArrayList::new).collect(Collectors.toCollection(ArrayList::new));
        List<Instruction> first = all.get(0);
        first.add(first.size() / 2, new Instruction(Do.SPAWN, Op.LOAD, 0, all.size() - 1, 0, 0));
        return all;
    }

    private static Arbitrary<Instruction> instructions(int cells) {
        Arbitrary<Op> often = Arbitraries.of(Op.LOAD, Op.STORE, Op.ADD_RETURN, Op.CMPXCHG, Op.LOCK, Op.UNLOCK, Op.AWAIT_EQ);
        Arbitrary<Op> updates = Arbitraries.of(Op.ADD, Op.OR, Op.AND, Op.AWAIT_GE, Op.AWAIT_LE,
                Op.DOWN_READ, Op.UP_READ, Op.DOWN_WRITE, Op.UP_WRITE);
        Arbitrary<Op> seldom = Arbitraries.of(Op.values());
        Arbitrary<Instruction> operations = Combinators.combine(Arbitraries.oneOf(often, often, updates, seldom),
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(4, 0), net.jqwik.api.Tuple.of(1, 1),
                                net.jqwik.api.Tuple.of(1, 2)),
                        Arbitraries.integers().between(0, cells - 1), Arbitraries.longs().between(0, 2),
                        Arbitraries.longs().between(0, 2))
                .as((op, when, cell, a, b) -> new Instruction(Do.OPERATION, op, when, cell,
                        op == Op.LOCK || op == Op.TRY_LOCK ? 1 + a : a, b));
        Arbitrary<Instruction> choices = Arbitraries.integers().between(2, 3)
                .map(n -> new Instruction(Do.CHOOSE, Op.LOAD, 0, n, 0, 0));
        Arbitrary<Instruction> bugs = Arbitraries.of(1, 2).map(when -> new Instruction(Do.BUG, Op.LOAD, when, 0, 0, 0));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(20, operations), net.jqwik.api.Tuple.of(2, choices),
                net.jqwik.api.Tuple.of(1, bugs));
    }
}

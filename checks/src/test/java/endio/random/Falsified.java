// SPDX-License-Identifier: GPL-2.0-or-later
package endio.random;

import endio.explore.Dice;
import endio.scenario.race.Race;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/**
 * What random schedules say of a race; only inside of jqwik.
 *
 * @param tries runs until it was seen
 * @param outcome that the race may not have
 * @param throwsOfDice the schedule, shrunk
 * @param line the same as a replay line
 */
public record Falsified(int tries, long millis, String outcome, List<Integer> throwsOfDice, String line) {
    private static final int MOST_SHRINKING = 400;

    /** Orders of a race: at most 150 decisions, most of which let whoever runs go on. */
    public static Arbitrary<List<Integer>> orders() {
        Arbitrary<Integer> step = Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 3)));
        return step.list().ofMaxSize(150);
    }

    /** The outcome of one run, in the words that all engines use. */
    public static String outcome(Race race, List<Integer> order) {
        return plain(Dice.run(race.program(), order).outcome());
    }

    static String plain(String outcome) {
        return outcome.replaceFirst("^\\[stuck\\] ", "");
    }

    /** Runs random orders until an outcome is not {@code allowed}, and shrinks that one. Adds what it sees to {@code seen}. */
    public static Optional<Falsified> search(Race race, Set<String> allowed, int tries, long seed, Set<String> seen) {
        Random random = new Random(seed);
        RandomGenerator<List<Integer>> orders = orders().generator(tries, true);
        long start = System.nanoTime();
        for (int i = 1; i <= tries; i++) {
            Shrinkable<List<Integer>> order = orders.next(random);
            String outcome = outcome(race, order.value());
            seen.add(outcome);
            if (!allowed.contains(outcome)) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                List<Integer> least = shrunk(race, allowed, order);
                Dice.Ran ran = Dice.run(race.program(), least);
                return Optional.of(new Falsified(i, millis, plain(ran.outcome()), least, ran.schedule().toString()));
            }
        }
        return Optional.empty();
    }

    private static List<Integer> shrunk(Race race, Set<String> allowed, Shrinkable<List<Integer>> order) {
        Shrinkable<List<Integer>> least = order;
        int[] left = {MOST_SHRINKING};
        while (true) {
            Optional<Shrinkable<List<Integer>>> smaller = least.shrink().takeWhile(s -> left[0]-- > 0)
                    .filter(s -> !allowed.contains(outcome(race, s.value()))).findFirst();
            if (smaller.isEmpty()) {
                return least.value();
            }
            least = smaller.get();
        }
    }

    /** Outcomes of {@code race}'s base as the explorer finds them, of its own if nothing is broken. */
    public static Set<String> explored(Race race) {
        Set<String> outcomes = new TreeSet<>();
        endio.explore.Exploration found = endio.explore.Explorer.explore(race.program(), endio.explore.ExploreOptions.DEFAULT);
        if (!found.complete()) {
            throw new IllegalStateException(race.id() + " was not explored to its end");
        }
        found.outcomes().keySet().forEach(outcome -> outcomes.add(plain(outcome)));
        return outcomes;
    }
}

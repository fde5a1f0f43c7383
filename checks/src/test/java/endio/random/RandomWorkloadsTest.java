// SPDX-License-Identifier: GPL-2.0-or-later
package endio.random;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Dice;
import endio.explore.ExploreOptions;
import endio.explore.Exploration;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.explore.Replay;
import endio.explore.Schedule;
import endio.explore.Trace;
import endio.property.Ending;
import endio.property.Properties;
import endio.scenario.Catalogue;
import endio.scenario.Expectation;
import endio.scenario.Generation;
import endio.scenario.Mount;
import endio.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * Random workloads in random orders: a generation of the kernel violates in them what the catalogue knows of it and nothing
 * else, and what a mutant breaks is found, shrinks to a few actions, and is found there by the explorer as well.
 */
class RandomWorkloadsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final int MOST_ACTIONS = 8;

    /** One run: what it violates, and the line that runs it again. */
    private record Ran(Set<String> violated, Schedule line) {
        static Ran of(Scenario scenario, Generation generation, List<Integer> order) {
            Schedule line = Dice.run(generation.program(scenario), order).schedule();
            return again(scenario, generation, line);
        }

        static Ran again(Scenario scenario, Generation generation, Schedule line) {
            Trace trace = Replay.run(generation.program(scenario), line, Properties.all());
            Set<String> violated = trace.violations().stream().map(Trace.Violation::property)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (trace.ending().kind() == Ending.Kind.CRASHED) {
                violated.add(Finding.CRASH);
            } else if (trace.ending().kind() == Ending.Kind.STUCK) {
                violated.add(Finding.DEADLOCK);
            }
            return new Ran(violated, line);
        }
    }

    @Provide
    Arbitrary<ActionChain<Workload>> workloads() {
        return Workload.chains(MOST_ACTIONS);
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Falsified.orders();
    }

    @Provide
    Arbitrary<Generation> generations() {
        return Arbitraries.of(CATALOGUE.generations().stream()
                .filter(g -> g.about().breaks().isEmpty() && g.mounts(Mount.Type.EXT4)).toList());
    }

    @Property(tries = 600, seed = "7", shrinking = ShrinkingMode.FULL)
    void a_random_workload_violates_what_the_catalogue_knows_of_its_generation(
            @ForAll("workloads") ActionChain<Workload> chain, @ForAll("orders") List<Integer> order,
            @ForAll("generations") Generation generation) {
        Scenario scenario = chain.run().scenario(Mount.Type.EXT4);
        Ran ran = Ran.of(scenario, generation, order);
        assertThat(known(generation)).as("%s: %s, %s", generation.id(), scenario.title(), ran.line())
                .containsAll(ran.violated());
        assertThat(Ran.again(scenario, generation, Schedule.parse(ran.line().toString())).violated()).isEqualTo(ran.violated());
    }

    private static Set<String> known(Generation generation) {
        return CATALOGUE.scenarios().stream().flatMap(s -> s.expected(generation.id()).stream()).map(Expectation::property)
                .collect(Collectors.toSet());
    }

    @Example
    void a_completion_before_the_count_is_dropped_is_found_and_shrinks() {
        Found found = falsified("complete-before-done", "S7");
        assertThat(found.workload().acts()).as("a request of what is there").hasSizeLessThanOrEqualTo(2);
        assertThat(found.order()).isEmpty();
        explorerFindsItToo(found);
    }

    @Example
    void a_count_that_is_dropped_before_the_conversion_is_found_and_shrinks() {
        Found found = falsified("done-before-end-io", "S8");
        assertThat(found.workload().acts()).as("a block that is not written yet, and a request").hasSizeLessThanOrEqualTo(2);
        explorerFindsItToo(found);
    }

    private static void explorerFindsItToo(Found found) {
        Scenario scenario = found.workload().scenario(Mount.Type.EXT4);
        assertThat(Ran.again(scenario, found.mutant(), Schedule.parse(found.line())).violated()).contains(found.property());
        Exploration all = Explorer.explore(found.mutant().program(scenario), ExploreOptions.DEFAULT
                .withProperties(Properties.all()).withMaxSteps(scenario.maxSteps()).withBudget(Duration.ofSeconds(60)));
        assertThat(all.findings()).extracting(Finding::property).contains(found.property());
    }

    /** What was falsified, shrunk. */
    private record Found(Generation mutant, String property, Workload workload, List<Integer> order,
            String line, int tries) {}

    /** Looks for a workload and an order in which a mutant violates a property and its base does not. */
    private static Found falsified(String id, String property) {
        Generation mutant = CATALOGUE.generation(id).orElseThrow();
        Generation base = CATALOGUE.generation(mutant.about().base()).orElseThrow();
        assertThat(known(base)).doesNotContain(property);
        Random random = new Random(8);
        RandomGenerator<ActionChain<Workload>> chains = Workload.chains(MOST_ACTIONS).generator(1000, true);
        RandomGenerator<List<Integer>> orders = Falsified.orders().generator(1000, true);
        for (int tries = 1; tries <= 1000; tries++) {
            Shrinkable<ActionChain<Workload>> chain = chains.next(random);
            Shrinkable<List<Integer>> order = orders.next(random);
            ActionChain<Workload> found = chain.value();
            if (violates(found.run(), order.value(), mutant, property)) {
                Workload workload = least(found.transformers(), order.value(), mutant, property);
                List<Integer> plainest = least(order, o -> violates(workload, o, mutant, property)).value();
                Ran ran = Ran.of(workload.scenario(Mount.Type.EXT4), mutant, plainest);
                return new Found(mutant, property, workload, plainest, ran.line().toString(), tries);
            }
        }
        throw new AssertionError(id + " was not falsified");
    }

    /** Leaves out actions as long as it can. jqwik shortens a chain by chance, and from its end. */
    private static Workload least(List<Transformer<Workload>> actions, List<Integer> order, Generation mutant, String property) {
        for (int i = 0; i < actions.size(); i++) {
            List<Transformer<Workload>> fewer = new ArrayList<>(actions);
            fewer.remove(i);
            if (violates(workload(fewer), order, mutant, property)) {
                return least(fewer, order, mutant, property);
            }
        }
        return workload(actions);
    }

    private static Workload workload(List<Transformer<Workload>> actions) {
        Workload workload = Workload.empty();
        for (Transformer<Workload> action : actions) {
            workload = action.apply(workload);
        }
        return workload;
    }

    private static boolean violates(Workload workload, List<Integer> order, Generation mutant, String property) {
        return Ran.of(workload.scenario(Mount.Type.EXT4), mutant, order).violated().contains(property);
    }

    private static <T> Shrinkable<T> least(Shrinkable<T> from, Predicate<T> falsifies) {
        Shrinkable<T> least = from;
        while (true) {
            Optional<Shrinkable<T>> smaller = least.shrink().limit(300).filter(s -> falsifies.test(s.value())).findFirst();
            if (smaller.isEmpty()) {
                return least;
            }
            least = smaller.get();
        }
    }
}

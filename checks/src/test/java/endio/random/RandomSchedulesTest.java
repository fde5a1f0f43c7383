// SPDX-License-Identifier: GPL-2.0-or-later
package endio.random;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Dice;
import endio.explore.Replay;
import endio.explore.Schedule;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Random orders of the races, faithful or broken: nothing ends in a way that the explorer does not know. */
class RandomSchedulesTest {
    private static final List<Race> RACES = Races.all();
    private final Map<String, Set<String>> explored = new HashMap<>();

    @Provide
    Arbitrary<Race> races() {
        return Arbitraries.of(RACES);
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Falsified.orders();
    }

    @Property(tries = 2000, seed = "4", shrinking = ShrinkingMode.FULL)
    void what_a_random_order_ends_in_is_an_outcome_that_the_explorer_finds(@ForAll("races") Race race,
            @ForAll("orders") List<Integer> order) {
        assertThat(explored.computeIfAbsent(race.id(), id -> Falsified.explored(race)))
                .as(race.id()).contains(Falsified.outcome(race, order));
    }

    @Property(tries = 300, seed = "5")
    void a_random_order_is_a_replay_line_that_ends_the_same_way(@ForAll("races") Race race,
            @ForAll("orders") List<Integer> order) {
        Dice.Ran ran = Dice.run(race.program(), order);
        Schedule line = Schedule.parse(ran.schedule().toString());
        assertThat(line).isEqualTo(ran.schedule());
        assertThat(Replay.run(race.program(), line).outcome()).isEqualTo(ran.outcome());
    }

    @Property(tries = 100, seed = "6")
    void without_dice_whoever_runs_goes_on(@ForAll("races") Race race) {
        Dice.Ran ran = Dice.run(race.program(), List.of());
        assertThat(Replay.run(race.program(), ran.schedule()).preemptions()).isZero();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.record.StressRecord;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What real threads saw of the races, held against the explorer as it is now. The tables in the stress runner were made of
 * what it found, too, but when they were built.
 */
final class StressAgreement {
    private StressAgreement() {}

    /** A line for each outcome that was seen and that the race cannot have. */
    static List<String> disagreements(StressRecord record, Function<Race, Set<String>> explored) {
        List<String> lines = new ArrayList<>();
        for (StressRecord.Test test : record.tests()) {
            Optional<Race> race = Races.all().stream().filter(r -> r.id().equals(test.race())).findFirst();
            List<String> seen = test.outcomes().stream().filter(o -> o.count() > 0).map(StressRecord.Outcome::outcome).toList();
            if (race.isEmpty()) {
                lines.add(test.race() + ": the explorer knows no such race");
            } else if (!seen.isEmpty()) {
                Set<String> possible = new TreeSet<>(explored.apply(race.get()));
                possible.addAll(race.get().beyond().keySet());
                seen.stream().filter(o -> !possible.contains(o))
                        .forEach(o -> lines.add(test.race() + ": seen, and impossible for the explorer: " + o));
            }
        }
        return lines;
    }

    /**
     * All outcomes of a race.
     *
     * @throws IllegalStateException if the search was cut
     */
    static Set<String> explored(Race race) {
        Exploration found = Explorer.explore(race.program(), ExploreOptions.DEFAULT);
        if (!found.complete()) {
            throw new IllegalStateException(race.id() + " was not explored to its end: " + found);
        }
        Set<String> outcomes = new TreeSet<>();
        found.outcomes().keySet().forEach(outcome -> outcomes.add(outcome.replaceFirst("^\\[stuck\\] ", "")));
        return outcomes;
    }
}

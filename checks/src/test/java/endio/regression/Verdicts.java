// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.scenario.Entry;
import endio.scenario.Expectation;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a complete search says of an entry of the catalogue.
 *
 * @param exploration the search
 * @param violated ids of the violated properties, crashes and deadlocks among them
 */
record Verdicts(Exploration exploration, SortedSet<String> violated) {

    static Verdicts of(Entry entry) {
        Exploration exploration = Explorer.explore(entry.program(), ExploreOptions.DEFAULT
                .withProperties(entry.properties())
                .withMaxSteps(entry.scenario().maxSteps())
                .withModelHash(entry.modelHash()));
        return new Verdicts(exploration, exploration.findings().stream().map(Finding::property)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    static SortedSet<String> expected(Entry entry) {
        return entry.expected().stream().map(Expectation::property).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the search saw every execution to its end, and found what is expected and nothing else. */
    boolean asExpected(Entry entry) {
        return exploration.complete() && violated.equals(expected(entry));
    }

    /** How many subjects of {@code property} were judged. */
    long judged(String property) {
        return exploration.judged().getOrDefault(property, 0L);
    }
}

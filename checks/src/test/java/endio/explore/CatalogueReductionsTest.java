// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What is not explored because operations commute, or because bios are equal, changes no verdict of the catalogue: the same properties
 * are violated, the same outcomes are met, and the same properties have something to judge. One entry of {@value #EACH} is looked at,
 * and all in which bios are equal, of a generation; {@code -Dendio.reductions=all} looks at all of all.
 */
class CatalogueReductionsTest {
    private static final int EACH = 40;
    /** Executions of an entry without reductions: larger ones are left out, and counted. */
    private static final long MOST = Long.getLong("endio.reductions.most", 3_000);
    private static final boolean ALL = "all".equals(System.getProperty("endio.reductions"));

    /** What is compared. */
    private record Seen(Set<String> violated, Set<String> outcomes, Set<String> judged) {
        static Seen of(Exploration exploration) {
            return new Seen(exploration.findings().stream().map(Finding::property).collect(Collectors.toSet()),
                    exploration.outcomes().keySet(), exploration.judged().entrySet().stream().filter(e -> e.getValue() > 0)
                    .map(java.util.Map.Entry::getKey).collect(Collectors.toSet()));
        }
    }

    private static Exploration explore(Entry entry, boolean commuting, boolean symmetry) {
        return Explorer.explore(entry.program(), ExploreOptions.DEFAULT.withProperties(entry.properties())
                .withMaxSteps(entry.scenario().maxSteps()).withMaxExecutions(MOST).withCommuting(commuting).withSymmetry(symmetry)
                .withEstimating(() -> java.time.Duration.ZERO));
    }

    @Test
    void changeNoVerdict() {
        List<Entry> entries = Catalogue.load().entries();
        long[] executions = new long[4];
        int compared = 0;
        int smaller = 0;
        List<String> tooLarge = new ArrayList<>();
        List<String> different = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!ALL && i % EACH != 0 && !(entry.scenario().id().contains("two-bios") && i % 3 == 0)) {
                continue;
            }
            Exploration whole = explore(entry, false, false);
            if (!whole.complete()) {
                tooLarge.add(entry.id());
                continue;
            }
            compared++;
            executions[0] += whole.traces();
            Seen seen = Seen.of(whole);
            for (int with = 1; with < 4; with++) {
                Exploration reduced = explore(entry, (with & 1) != 0, (with & 2) != 0);
                executions[with] += reduced.traces();
                smaller += with == 2 && reduced.traces() < whole.traces() ? 1 : 0;
                if (!Seen.of(reduced).equals(seen) || !reduced.complete() || reduced.traces() > whole.traces()) {
                    different.add(entry.id() + " with " + with + ": " + Seen.of(reduced) + " and without " + seen);
                }
            }
        }
        System.out.println(compared + " entries; executions without reductions " + executions[0] + ", with commuting " + executions[1]
                + ", with symmetry " + executions[2] + ", with both " + executions[3] + "; symmetry makes " + smaller
                + " of them smaller; larger than " + MOST + ": " + tooLarge.size());
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(30);
        assertThat(smaller).as("entries with equal bios").isPositive();
        assertThat(executions[1]).isLessThan(executions[0]);
    }
}

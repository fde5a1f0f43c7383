// SPDX-License-Identifier: GPL-2.0-or-later
package samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each is found in the property that sees it, and in no other; what it was mended to holds in every order. */
class SamplesTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @ParameterizedTest
    @CsvSource({"S35, cache-unwritten@invalidated-before-end-io", "S35, cache-xfs-unwritten@invalidated-before-end-io",
            "H2, unaligned-together@unaligned-together", "H2, unaligned-together@unaligned-past-the-end"})
    void isFound(String property, String entry) {
        assertEquals(Set.of(property), violated(entry));
    }

    @ParameterizedTest
    @CsvSource({"cache-unwritten@I1_V5_3", "cache-xfs-unwritten@I1_V5_3", "unaligned-together@unaligned-one-by-one",
            "unaligned-together@unaligned-past-the-block"})
    void isGoneWhereItIsMended(String entry) {
        assertEquals(Set.of(), violated(entry));
    }

    private static Set<String> violated(String id) {
        Entry entry = CATALOGUE.find(id).get(0);
        Exploration exploration = Explorer.explore(entry.program(), ExploreOptions.DEFAULT.withProperties(entry.properties()));
        assertTrue(exploration.complete());
        return exploration.findings().stream().map(Finding::property).collect(Collectors.toSet());
    }
}

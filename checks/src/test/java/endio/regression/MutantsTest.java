// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.scenario.About;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Generation;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mutant is seen by the property that it names, in the scenario that it names, and its base holds it there. */
class MutantsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Map<String, Verdicts> TWINS = new HashMap<>();

    static Stream<Arguments> mutants() {
        return CATALOGUE.generations().stream().map(Generation::about).filter(about -> about.origin() != About.Origin.VARIANT)
                .flatMap(about -> about.breaks().stream()
                .map(breaks -> Arguments.arguments(about.id(), about.base(), breaks.property(), breaks.scenario())));
    }

    @ParameterizedTest(name = "{2} holds in {3} without {0}")
    @MethodSource("mutants")
    void isBrokenByTheMutantAlone(String mutant, String base, String property, String scenario) {
        Verdicts twin = TWINS.computeIfAbsent(scenario + "@" + base, id -> Verdicts.of(CATALOGUE.find(id).get(0)));
        assertThat(twin.exploration().complete()).isTrue();
        assertThat(twin.violated()).doesNotContain(property);
    }

    static Stream<String> entries() {
        return CATALOGUE.entries().stream()
                .filter(entry -> !entry.generation().about().breaks().isEmpty())
                .map(Entry::id);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void violatesWhatItSaysAndNothingElse(String id) {
        Entry entry = CATALOGUE.find(id).get(0);
        Verdicts verdicts = Verdicts.of(entry);
        assertThat(verdicts.violated()).isEqualTo(Verdicts.expected(entry));
        assertThat(verdicts.exploration().complete()).isTrue();
    }
}

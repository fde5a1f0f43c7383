// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.scenario.About;
import endio.scenario.Catalogue;
import endio.scenario.Generation;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mutant is seen by the property that it names, in the scenario that it names, and its base holds it there. */
class MutantsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    static Stream<Arguments> mutants() {
        return CATALOGUE.generations().stream().flatMap(MutantsTest::arguments);
    }

    private static Stream<Arguments> arguments(Generation generation) {
        About about = generation.about();
        return about.breaks().stream()
                .map(breaks -> Arguments.arguments(about.id(), about.base(), breaks.property(), breaks.scenario()));
    }

    @ParameterizedTest(name = "{0} violates {2} in {3}")
    @MethodSource("mutants")
    void isSeen(String mutant, String base, String property, String scenario) {
        assertThat(verdicts(scenario, mutant).violated()).contains(property);
        Verdicts twin = verdicts(scenario, base);
        assertThat(twin.exploration().complete()).isTrue();
        assertThat(twin.violated()).doesNotContain(property);
    }

    private static Verdicts verdicts(String scenario, String generation) {
        return Verdicts.of(CATALOGUE.find(scenario + "@" + generation).get(0));
    }
}

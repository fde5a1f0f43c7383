// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Finding;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.bug.Bug;
import endio.scenario.bug.Bugs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every historical bug is seen by the property that it is named for, and what it was mended to is right, in every order. */
class BugsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    static Stream<Bug> bugs() {
        return Bugs.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFound(Bug bug) {
        Verdicts broken = Verdicts.of(CATALOGUE.find(bug.entry()).get(0));
        assertThat(broken.violated()).contains(bug.property());
        assertThat(broken.exploration().complete()).isTrue();
        assertThat(broken.exploration().findings()).filteredOn(f -> f.property().equals(bug.property()))
                .extracting(Finding::sentence).doesNotContain("");
    }

    /** What a whole generation is known for besides is no part of the bug. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isGoneWhereItIsMended(Bug bug) {
        Entry twin = CATALOGUE.find(bug.twinEntry()).get(0);
        Verdicts mended = Verdicts.of(twin);
        assertThat(mended.violated()).doesNotContain(bug.property()).isEqualTo(Verdicts.expected(twin));
        assertThat(mended.exploration().complete()).isTrue();
    }

    @Test
    void eachHasANumberOfItsOwn() {
        assertThat(Bugs.all()).extracting(Bug::id).doesNotHaveDuplicates();
        assertThat(Bugs.all()).extracting(Bug::entry).doesNotHaveDuplicates();
        assertThat(Bugs.all()).allSatisfy(bug -> assertThat(bug.actors()).isNotEmpty());
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue as a whole. */
class PropertiesTest {

    @Test
    void idsAndTitlesAreUnique() {
        assertThat(Properties.all()).extracting(Property::id).doesNotHaveDuplicates();
        assertThat(Properties.all()).extracting(Property::title).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("endio.property.Properties#all")
    void eachSaysWhatItIs(Property property) {
        assertThat(property.id()).matches("[SLQ][0-9]+");
        assertThat(property.title()).matches("[a-z0-9_-]+");
        assertThat(property.statement()).endsWith(".").hasSizeBetween(30, 300);
        assertThat(property.hears()).isNotEmpty();
        assertThat(property.monitor()).isNotSameAs(property.monitor());
    }

    @ParameterizedTest
    @MethodSource("endio.property.Properties#all")
    void noneSaysAnythingOfAnEmptyRun(Property property) {
        for (Story story : new Story[] {Story.of(), Story.of().cut(), Story.of().crashed(), Story.of().stuck()}) {
            Story.Verdict verdict = story.judge(property.id());
            assertThat(verdict.violations()).isEmpty();
            assertThat(verdict.judged()).isZero();
        }
    }

    @Test
    void anUnknownNameGetsTheNearest() {
        assertThat(Properties.get("s1").id()).isEqualTo("S1");
        assertThat(Properties.get("queued-rule").id()).isEqualTo("S5");
        assertThatThrownBy(() -> Properties.get("queue-rule")).hasMessageContaining("S5 (queued-rule)");
    }

    @Test
    void theNearestNeedsTheFewestChangesOfALetter() {
        assertThat(Properties.nearest("s2").id()).isEqualTo("S2");
        assertThat(Properties.nearest("5").id()).as("one letter more").isEqualTo("S5");
        assertThat(Properties.nearest("time").id()).as("four changes, the first of many").isEqualTo("S1");
        assertThat(Properties.nearest("conversions-one-at-time").id()).isEqualTo("Q4");
    }

    @Test
    void everythingIsTheProtocolsPropertiesAndThoseOfSmallModels() {
        assertThat(Properties.everything()).containsAll(Properties.all()).extracting(Property::id).contains("H1", "H7")
                .doesNotHaveDuplicates();
        assertThat(Properties.find("no-such-property")).isEmpty();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import static org.assertj.core.api.Assertions.assertThat;

import endio.property.Property;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitors keep together is what each would keep alone. */
class SharedLedgerTest {

    @ParameterizedTest
    @ValueSource(strings = {"ext4-aio-unwritten@V3_12", "ext4-aio-error@V3_11", "defer-error@V4_15", "aio-extend@I0_V4_15"})
    void a_property_judges_alone_as_it_does_with_all_others(String id) {
        Entry entry = Catalogue.load().matrix().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
        Exploration together = explore(entry, entry.properties());
        Map<String, String> found = sentences(together);
        for (Property property : entry.properties()) {
            Exploration alone = explore(entry, List.of(property));
            assertThat(alone.judged()).as(property.id()).containsEntry(property.id(), together.judged().get(property.id()));
            assertThat(sentences(alone).get(property.id())).as(property.id()).isEqualTo(found.get(property.id()));
        }
    }

    private static Exploration explore(Entry entry, List<Property> properties) {
        return Explorer.explore(entry.program(), ExploreOptions.DEFAULT.withProperties(properties)
                .withMaxSteps(entry.scenario().maxSteps()));
    }

    private static Map<String, String> sentences(Exploration found) {
        return found.findings().stream().collect(Collectors.toMap(Finding::property, Finding::sentence, (a, b) -> a));
    }
}

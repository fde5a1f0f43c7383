// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Expectation;
import endio.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario with every generation: complete, with all that is known to be violated and nothing else. */
class CatalogueCellsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    static Stream<String> matrix() {
        return CATALOGUE.matrix().stream().map(Entry::id);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void isWhatIsKnown(String id) {
        Entry entry = entry(id);
        Verdicts verdicts = Verdicts.of(entry);
        assertThat(verdicts.violated()).isEqualTo(Verdicts.expected(entry));
        assertThat(verdicts.asExpected(entry)).isTrue();
    }

    @Test
    void aViolationThatNobodyExpectsIsSeen() {
        Entry entry = entry("ext4-aio-unwritten@V3_12");
        Entry careless = new Entry(entry.scenario(), entry.generation(), List.of());
        assertThat(Verdicts.of(careless).asExpected(careless)).isFalse();
    }

    @Test
    void anExpectedViolationThatIsNotThereIsMissed() {
        Entry entry = entry("ext4-aio-unwritten@V3_12");
        List<Expectation> more = new ArrayList<>(entry.expected());
        more.add(new Expectation("S7", "V3_12", "nowhere"));
        Entry careless = new Entry(entry.scenario(), entry.generation(), more);
        assertThat(Verdicts.of(careless).asExpected(careless)).isFalse();
    }

    @Test
    void aSearchThatWasCutIsNoPass() {
        Entry entry = entry("ext4-aio-written@V3_11");
        Entry cut = new Entry(Scenario.named("cut").written(0, 1).aioWrite(0, 1).maxSteps(20).build(),
                entry.generation(), List.of());
        assertThat(Verdicts.of(cut).asExpected(cut)).isFalse();
    }

    private static Entry entry(String id) {
        return CATALOGUE.find(id).get(0);
    }
}

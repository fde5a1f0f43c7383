// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.sample.ConvertInEndIo;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Generation;
import endio.scenario.V3_11Generation;
import endio.scenario.V3_12Generation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a patch under review looks like: one class that overrides one kernel function. Named in
 * {@code META-INF/services/endio.scenario.Generation} of its own class path, it is in every list and every run.
 */
class OwnPatchTest {

    private static final Catalogue CATALOGUE = new Catalogue(Catalogue.load().scenarios(),
            List.<Generation>of(new V3_11Generation(), new V3_12Generation(), new ConvertInEndIo()));

    @Test
    void itIsInTheMatrixBesideWhatItPatches() {
        assertThat(CATALOGUE.matrix()).extracting(Entry::id)
                .contains("ext4-aio-unwritten@V3_12", "ext4-aio-unwritten@convert-in-end-io");
    }

    @Test
    void itMendsWhatItIsFor() {
        Verdicts verdicts = verdicts("ext4-aio-unwritten@convert-in-end-io");
        assertThat(verdicts.exploration().complete()).isTrue();
        assertThat(verdicts.judged("S1")).isPositive();
        assertThat(verdicts.violated()).isEmpty();
    }

    @Test
    void whatItLeavesIsStillSeen() {
        assertThat(verdicts("ext4-aio-error@convert-in-end-io").violated()).containsExactly("S23", "S24");
        assertThat(verdicts("ext4-overwrite-beside@convert-in-end-io").violated()).contains("S1", "S49");
    }

    private static Verdicts verdicts(String id) {
        return Verdicts.of(CATALOGUE.find(id).get(0));
    }
}

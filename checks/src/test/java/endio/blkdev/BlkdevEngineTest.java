// SPDX-License-Identifier: GPL-2.0-or-later
package endio.blkdev;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the block device's own engine does otherwise than fs/direct-io.c, which it left in v4.10. */
class BlkdevEngineTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private static Exploration explore(String id) {
        Entry entry = CATALOGUE.find(id).get(0);
        Exploration found = Explorer.explore(entry.program(), ExploreOptions.DEFAULT.withProperties(entry.properties()));
        assertThat(found.complete()).isTrue();
        return found;
    }

    private static List<String> violated(String id) {
        return explore(id).findings().stream().map(Finding::property).toList();
    }

    /** 542ff7bf18c6: what is written through needs neither a flush nor a worker. */
    @ParameterizedTest
    @ValueSource(strings = {"V4_15", "V5_3", "I2_V6_1", "I5_V7_1"})
    void anAsynchronousDsyncWriteIsDurableWithoutAWorker(String generation) {
        Exploration found = explore("blkdev-dsync-two-bios@" + generation);
        assertThat(found.findings()).isEmpty();
        assertThat(found.judged().get("S26")).isPositive();
        assertThat(found.judged().getOrDefault("Q5", 0L)).as("no workqueue is made").isZero();
    }

    @Test
    void inFsDirectIoAWorkerFlushesIt() {
        assertThat(explore("blkdev-aio-dsync@V4_6").judged().get("Q5")).isPositive();
    }

    /** Nobody drops cached pages when an asynchronous write of a block device ends, in any kernel. */
    @ParameterizedTest
    @ValueSource(strings = {"V4_6", "V4_15", "V5_3", "I2_V6_1", "I5_V7_1"})
    void cachedPagesStayBehindAnAsynchronousWriteAlone(String generation) {
        assertThat(violated("blkdev-readahead@" + generation)).containsExactly("S35");
        assertThat(violated("blkdev-readahead-sync@" + generation)).isEmpty();
    }

    /** 531724abc3bf: an only bio counts nothing; with several, the count is judged. */
    @Test
    void severalBiosAreCountedAndTheLastOneCompletes() {
        Exploration found = explore("blkdev-three-bios@V5_3");
        assertThat(found.findings()).isEmpty();
        assertThat(found.judged().get("S9")).isEqualTo(found.executions());
        assertThat(found.judged().get("S12")).isPositive();
        assertThat(found.judged().get("S5")).isPositive();
    }

    /** 25f4c41415e5 (v4.9). */
    @Test
    void fallocateOfABlockDeviceIsNotInOlderKernels() {
        assertThat(CATALOGUE.find("blkdev-discard@V4_6")).isEmpty();
        assertThat(CATALOGUE.find("blkdev-discard@V4_15")).hasSize(1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.directio.DirectIo;
import endio.directio.V4_6;
import endio.directio.V5_3;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V4_6;
import endio.fs.ext4.Ext4V5_3;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Generation;
import endio.scenario.Scenario;
import endio.scenario.V3_12Generation;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With one owner for each io_end, K1 to K4 and K6 are gone: of all that goes wrong in v3.11 and v3.12 only the lost error of a
 * failed conversion (K5) is left, in v4.6 and still in v5.3.
 */
class LaterExt4Test {
    private static final Generation IN_V4_6 = new Later("V4_6", "v4.6", "109811c20fb8") {
        @Override
        public DirectIo directIo(Kernel kernel) {
            return new V4_6(kernel);
        }

        @Override
        public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
            return new Ext4V4_6(kernel, sb, core, bdev, options);
        }
    };

    private static final Generation IN_V5_3 = new Later("V5_3", "v5.3", "") {
        @Override
        public DirectIo directIo(Kernel kernel) {
            return new V5_3(kernel);
        }

        @Override
        public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
            return new Ext4V5_3(kernel, sb, core, bdev, options);
        }
    };

    private abstract static class Later extends V3_12Generation {
        private final About about;

        Later(String id, String kernel, String commit) {
            this.about = new About(id, kernel, commit, "a later ext4", "V3_12", About.Origin.GENERATION, List.of());
        }

        @Override
        public About about() {
            return about;
        }
    }

    static Stream<Entry> entries() {
        List<Scenario> scenarios = Catalogue.load().scenarios().stream().filter(s -> s.id().startsWith("ext4-")).toList();
        List<Generation> generations = Stream.concat(Catalogue.load().generations().stream()
                .filter(g -> g.about().origin() == About.Origin.GENERATION && !g.id().equals("V4_6")
                        && !g.id().equals("V5_3")), Stream.of(IN_V4_6, IN_V5_3)).toList();
        return new Catalogue(scenarios, generations).matrix().stream()
                .filter(entry -> entry.generation() == IN_V4_6 || entry.generation() == IN_V5_3);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void onlyTheErrorOfAConversionIsLost(Entry entry) {
        Verdicts verdicts = Verdicts.of(entry);
        assertThat(verdicts.exploration().complete()).isTrue();
        assertThat(verdicts.violated()).isEqualTo(
                entry.scenario().id().equals("ext4-aio-convert-error") ? Set.of("S1", "S22", "S49") : Set.of());
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import endio.directio.DirectIo;
import endio.fs.ext4.Ext4Options;
import endio.fs.ext4.Ext4V3_11;
import endio.kernel.Kernel;
import endio.vfs.BlockDevice;
import endio.vfs.SuperBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelHashTest {
    private static final About ABOUT = new About("V1", "v1", "c1", "the first", "", About.Origin.GENERATION, List.of());

    @Test
    void isTheSameForTheSame() {
        assertThat(hash(write().build(), new One())).hasSize(12).isEqualTo(hash(write().build(), new One()));
    }

    @Test
    void changesWithWhatIsRun() {
        String hash = hash(write().build(), new One());
        assertThat(hash(write().errors(1).build(), new One())).isNotEqualTo(hash);
        assertThat(hash(Scenario.named("b").written(0, 1).aioWrite(0, 1).build(), new One())).isNotEqualTo(hash);
    }

    @Test
    void changesWithTheCodeOfTheGeneration() {
        assertThat(hash(write().build(), new One())).isNotEqualTo(hash(write().build(), new Other()));
    }

    @Test
    void staysWithWordsForPeople() {
        assertThat(hash(write().about("x", "another title").violates("V1", "K1", "S1").build(), new One()))
                .isEqualTo(hash(write().build(), new One()));
    }

    @Test
    void coversTheWorldAndTheKernelButNoEvents() {
        assertThat(ModelHash.closure(One.class).keySet())
                .contains("endio/scenario/World", "endio/scenario/PlainFs", "endio/kernel/SpinLock", "endio/vfs/Inode")
                .noneMatch(name -> name.startsWith("endio/event/") || name.startsWith("java/"))
                .doesNotContain("endio/scenario/Catalogue");
    }

    private static String hash(Scenario scenario, Generation generation) {
        return ModelHash.of(scenario, generation);
    }

    private static Scenario.Builder write() {
        return Scenario.named("a").written(0, 1).aioWrite(0, 1);
    }

    private static class One implements Generation {
        @Override
        public About about() {
            return ABOUT;
        }

        @Override
        public DirectIo directIo(Kernel kernel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ext4V3_11 ext4(Kernel kernel, SuperBlock sb, DirectIo core, BlockDevice bdev, Ext4Options options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EndIo endIo() {
            return EndIo.COMPLETES;
        }
    }

    private static final class Other extends One {
        @Override
        public EndIo endIo() {
            return EndIo.IS_TOLD;
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import static org.assertj.core.api.Assertions.assertThat;

import endio.conform.Comparison;
import endio.conform.Conform;
import endio.conform.Goldens;
import endio.conform.core.Version.Surroundings;
import endio.directio.Dio;
import endio.directio.DirectIo;
import endio.directio.Sdio;
import endio.directio.V3_11;
import endio.directio.V3_12;
import endio.directio.V4_15;
import endio.directio.V4_6;
import endio.directio.V5_3;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.UserPages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A core with a fault in it does not pass for the kernel's: each of these changes one function. */
class BrokenCoreTest {

    @Test
    void theReferenceOfABioMustBeTakenBeforeItIsSubmitted() {
        assertThat(levels("7b7a8665", (kernel, pages) -> new V3_12(kernel, pages) {
            @Override
            protected void dioBioSubmit(Dio dio, Sdio sdio) {
                Bio bio = kernel.follow(sdio.bio, "bio", "dio_bio_submit");
                bio.biPrivate().store(dio);
                submitBio(dio, sdio, bio);
                dio.bioLock.lockIrqsave();
                addRefcount(dio, 1);
                dio.bioLock.unlock();
                sdio.bio = null;
                sdio.boundary = false;
                sdio.logicalOffsetInBio = 0;
            }
        })).containsKeys(0).doesNotContainKey(-1);
    }

    @Test
    void aDeferredCompletionMustNotRunInTheInterrupt() {
        assertThat(levels("7b7a8665", (kernel, pages) -> new V3_12(kernel, pages) {
            @Override
            protected void dioBioEndAio(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_aio");
                dioBioComplete(dio, bio);
                if (putBioReference(dio) == 0) {
                    dioComplete(dio, dio.iocb.kiPos().load(), 0, true);
                }
            }
        })).containsKey(1);
    }

    @Test
    void aSleepingSubmitterMustBeWoken() {
        assertThat(levels("7b7a8665", (kernel, pages) -> new V3_12(kernel, pages) {
            @Override
            protected void dioBioEndIo(Bio bio) {
                Dio dio = dio(bio, "dio_bio_end_io");
                dio.bioLock.lockIrqsave();
                bio.biPrivate().store(dio.bioList.load());
                dio.bioList.store(bio);
                addRefcount(dio, -1);
                dio.bioLock.unlock();
            }
        })).containsKey(0);
    }

    @Test
    void aFailedBioMustBeRemembered() {
        assertThat(levels("pre-7b7a8665", (kernel, pages) -> new V3_11(kernel, pages) {
            @Override
            protected int dioBioComplete(Dio dio, Bio bio) {
                bioCheckPagesDirty(dio, bio);
                return 0;
            }
        })).containsKey(0);
    }

    @Test
    void pagesMustBeLetGo() {
        assertThat(levels("v5.3", (kernel, pages) -> new V5_3(kernel, pages) {
            @Override
            protected void dioCleanup(Dio dio, Sdio sdio) {
                sdio.head = sdio.tail;
            }
        })).containsKey(0);
    }

    /** Each generation beside the next one: what a commit changed shows in the list of that commit. */
    @ParameterizedTest
    @CsvSource({"7b7a8665, V3_11", "187372a3, V3_12", "v4.15, V4_6", "v5.3, V4_15", "v4.15, V5_3", "187372a3, V4_15",
        "7b7a8665, V4_6", "pre-7b7a8665, V3_12"})
    void aGenerationDoesNotPassForAnother(String kernel, String generation) {
        assertThat(levels(kernel, generation(generation))).hasSizeGreaterThan(1);
    }

    private static BiFunction<Kernel, UserPages, DirectIo> generation(String name) {
        return switch (name) {
            case "V3_11" -> V3_11::new;
            case "V3_12" -> V3_12::new;
            case "V4_6" -> V4_6::new;
            case "V4_15" -> V4_15::new;
            case "V5_3" -> V5_3::new;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** How many scenarios of {@code kernel} reach which level with {@code core} in the place of that version. */
    private static Map<Integer, Integer> levels(String kernel, BiFunction<Kernel, UserPages, DirectIo> core) {
        Surroundings surroundings = new CoreSuite().versions().stream().filter(v -> v.kernel().equals(kernel))
                .findFirst().orElseThrow().surroundings();
        Conform conform = new Conform(List.of(new CoreSuite(List.of(new Version(kernel, core, surroundings)))));
        Map<Integer, Integer> levels = new TreeMap<>();
        Goldens.read(kernel, line -> levels.merge(conform.line(line, Comparison.ALL).level(), 1, Integer::sum));
        return levels;
    }
}

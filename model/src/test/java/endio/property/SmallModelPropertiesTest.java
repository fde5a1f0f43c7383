// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.free;
import static endio.property.Said.use;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.SeenEvent;
import endio.event.SeenEvent.Matter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H1 to H7, which judge models of other protocols. */
class SmallModelPropertiesTest {

    @Test
    void h1HoldsIfAllUsesComeBeforeTheFree() {
        Story story = Story.of(task(0).says(use("ioctx", 0)), kworker(0).says(use("ioctx", 0), free("ioctx", 0)));
        assertThat(story.unordered().ordered(0, 1).judge("H1")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void h1IsViolatedByAUseAfterTheFreeOrUnorderedWithIt() {
        assertThat(Story.of(kworker(0).says(free("ioctx", 0)), task(0).says(use("ioctx", 0))).judge("H1").positions())
                .singleElement().isEqualTo(new int[] {1, 0});
        Story beside = Story.of(task(0).says(use("ioctx", 0)), kworker(0).says(free("ioctx", 0))).unordered();
        assertThat(beside.judge("H1").positions()).singleElement().isEqualTo(new int[] {0, 1});
    }

    @ParameterizedTest
    @ValueSource(strings = {"dio", "iomap_dio", "io_end", "kiocb", "bio"})
    void h1LeavesTheProtocolsOwnObjectsToTheirOwnProperties(String type) {
        assertThat(Story.of(kworker(0).says(free(type, 0), use(type, 0))).judge("H1")).matches(v -> v.holds() && v.judged() == 0);
    }

    @ParameterizedTest
    @CsvSource({"H2, DATA", "H3, RESULT", "H4, DURABLE", "H5, LEFT_OVER", "H6, ROUNDS", "H7, FROZEN"})
    void eachJudgesWhatWasSeenOfItsOwnMatter(String id, Matter matter) {
        assertThat(Story.of(task(0).says(new SeenEvent(matter, "page 0", 7, 7))).judge(id))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(new SeenEvent(matter, "page 0", 7, 8))).judge(id).violations())
                .containsExactly("page 0 is 7 where 8 is due.");
        for (Matter other : Matter.values()) {
            if (other != matter) {
                assertThat(Story.of(task(0).says(new SeenEvent(other, "page 0", 7, 8))).judge(id))
                        .matches(v -> v.holds() && v.judged() == 0);
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.DioEvent.Wake;
import org.junit.jupiter.api.Test;

/** S9 to S13: reference counts, ownership, and what is freed. */
class LifetimePropertiesTest {

    @Test
    void s9AndS10HoldIfTheCountProtectsTheSubmission() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 0, 2), dioAlloc(0), ref(0, 1, 2), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), ref(0, 2, 1)),
                task(0).says(ref(0, 1, 2), submit(0, 1, 1, 1), ref(0, 2, 1)),
                irq(1).says(ends(1), ref(0, 1, 0)))
                .unordered().ordered(3, 4).ordered(5, 6).ordered(7, 9).ordered(8, 10);
        assertThat(story.judge("S9")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(story.judge("S10")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s9AndS10AreViolatedWithoutTheSubmittersOwnReference() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 0, 2), dioAlloc(0), ref(0, 0, 1), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), ref(0, 1, 0)),
                task(0).says(ref(0, 0, 1), submit(0, 1, 1, 1)));
        assertThat(story.judge("S9").violations()).isNotEmpty();
        assertThat(story.judge("S10").violations()).hasSize(1);
    }

    @Test
    void s9IsViolatedIfABioHasEndedOnlyByChance() {
        Story story = Story.of(task(0).says(dioAlloc(0), ref(0, 1, 2), submit(0, 0, 0, 1)), irq(0).says(ends(0)),
                task(0).says(ref(0, 1, 0)));
        assertThat(story.judge("S9").holds()).isTrue();
        assertThat(story.unordered().judge("S9").positions().get(0)).containsExactly(3, 4);
    }

    @Test
    void s9IsViolatedIfZeroIsReachedTwiceOrNever() {
        assertThat(Story.of(task(0).says(ref(0, 1, 0)), irq(0).says(ref(0, 1, 0))).judge("S9").holds()).isFalse();
        assertThat(Story.of(task(0).says(dioAlloc(0), ref(0, 1, 2))).judge("S9").holds()).isFalse();
        assertThat(Story.of(task(0).says(dioAlloc(0), ref(0, 1, 2))).cut().judge("S9").holds()).isTrue();
    }

    @Test
    void s10IsViolatedIfTheSubmittersDropIsFirstOnlyByChance() {
        Story story = Story.of(task(0).says(dioAlloc(0), ref(0, 1, 2), ref(0, 2, 1)), irq(0).says(ref(0, 1, 0)));
        assertThat(story.judge("S10").holds()).isTrue();
        assertThat(story.unordered().judge("S10").positions().get(0)).containsExactly(2, 3);
    }

    @Test
    void s11HoldsForOneWorkAndOneCompletion() {
        Story story = Story.of(irq(0).says(ref(0, 1, 0), queue(0)), kworker(0)
                .says(workStart(0), gathered(0, BLOCK, 0, true)));
        assertThat(story.judge("S11")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s11IsViolatedIfItIsQueuedTwiceOrCompletedBesideItsWork() {
        assertThat(Story.of(irq(0).says(ref(0, 1, 0), queue(0), queue(0))).judge("S11").holds()).isFalse();
        assertThat(Story.of(irq(0).says(ref(0, 1, 0), queue(0), gathered(0, BLOCK, 0, true)), kworker(0)
                .says(workStart(0)))
                .judge("S11").holds()).isFalse();
        assertThat(Story.of(irq(0).says(gathered(0, BLOCK, 0, true)), task(0).says(gathered(0, BLOCK, 0, true)))
                .judge("S11")
                .holds()).isFalse();
    }

    @Test
    void s12HoldsAlongTheChainOfOwners() {
        Story story = Story.of(
                task(0).says(dioAlloc(0), use("dio", 0), ref(0, 2, 1)),
                irq(0).says(use("dio", 0), ref(0, 1, 0), use("dio", 0), queue(0)),
                kworker(0).says(use("dio", 0), workStart(0), use("dio", 0), free("dio", 0)))
                .unordered().ordered(2, 3).ordered(6, 7);
        assertThat(story.judge("S12")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s12IsViolatedByAUseAfterTheFreeOrUnorderedWithIt() {
        Story after = Story.of(irq(0).says(ref(0, 1, 0), free("dio", 0), use("dio", 0)));
        assertThat(after.judge("S12").positions().get(0)).containsExactly(2, 1);
        Story beside = Story.of(task(0).says(use("dio", 0)), irq(0).says(free("dio", 0)));
        assertThat(beside.judge("S12").holds()).isTrue();
        assertThat(beside.unordered().judge("S12").holds()).isFalse();
    }

    @Test
    void s12IsViolatedByASubmitterThatLooksAfterItsDropAndByAnInterruptThatLooksAfterQueueing() {
        Story submitter = Story.of(task(0).says(ref(0, 2, 1), use("dio", 0)), irq(0).says(ref(0, 1, 0)));
        assertThat(submitter.judge("S12").holds()).isTrue();
        assertThat(submitter.unordered().judge("S12").holds()).isFalse();
        Story interrupt = Story.of(irq(0).says(ref(0, 1, 0), queue(0), use("dio", 0)), kworker(0).says(workStart(0)));
        assertThat(interrupt.unordered().ordered(1, 3).judge("S12").positions().get(0)).containsExactly(2, 3);
    }

    @Test
    void s12AcceptsTheSubmitterThatTheLastBioWakes() {
        Story story = Story.of(task(0).says(syncWrite(0, 0, 1), dioAlloc(0), ref(0, 2, 1)),
                irq(0).says(ref(0, 1, 0), new Wake(0)), task(0).says(use("dio", 0)));
        assertThat(story.judge("S12").holds()).isTrue();
    }

    @Test
    void s13HoldsIfAllUsesComeBeforeTheFree() {
        Story story = Story.of(task(0).says(use("io_end", 0)), kworker(0).says(use("io_end", 0), free("io_end", 0)));
        assertThat(story.unordered().ordered(0, 1).judge("S13")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s13IsViolatedByAUseAfterTheFreeOrUnorderedWithIt() {
        assertThat(Story.of(kworker(0).says(free("io_end", 0)), task(0).says(use("io_end", 0))).judge("S13").holds())
                .isFalse();
        assertThat(Story.of(task(0).says(use("io_end", 0)), kworker(0).says(free("io_end", 0))).unordered().judge("S13")
                .holds())
                .isFalse();
    }
}

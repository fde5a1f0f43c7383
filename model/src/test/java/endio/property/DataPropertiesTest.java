// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.IoEndEvent.DioUnwrittenBit;
import endio.event.IoEndEvent.IoEndAlloc;
import endio.event.IoEndEvent.SetUnwritten;
import org.junit.jupiter.api.Test;

/** S23, S24, S25, S49: what a conversion covers, and after what it comes. */
class DataPropertiesTest {

    private static Story twoBios(boolean secondGood, long convertedBlocks) {
        return Story.of(task(0).says(aioWrite(0, 0, 2), dioAlloc(0), submit(0, 0, 0, 1), submit(0, 1, 1, 1)),
                irq(0).says(ends(0)), irq(1).says(secondGood ? ends(1) : fails(1)),
                kworker(0).says(convertBegin(1, 0, 0, convertedBlocks), convertEnd(1, 0, 0, convertedBlocks)))
                .ordered(2, 4).ordered(3, 5);
    }

    @Test
    void s23HoldsIfOnlyTheGoodPartIsConvertedAndIsViolatedOtherwise() {
        assertThat(twoBios(false, 1).judge("S23")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(twoBios(true, 2).judge("S23")).matches(v -> v.holds() && v.judged() == 0);
        assertThat(twoBios(false, 2).judge("S23").positions().get(0)).containsExactly(5, 7);
    }

    @Test
    void s23LeavesABlockToAnotherRequestThatWroteIt() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1)), irq(0).says(fails(0)),
                kworker(1).says(convertBegin(1, 1, 0, 1), convertEnd(1, 1, 0, 1)));
        assertThat(story.judge("S23")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s24HoldsIfTheBiosCoverTheConversionAndIsViolatedOtherwise() {
        assertThat(twoBios(true, 2).judge("S24")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(twoBios(false, 1).judge("S24").holds()).isTrue();
        assertThat(twoBios(false, 2).judge("S24").violations()).singleElement().asString().contains("block 1");
        assertThat(twoBios(true, 3).judge("S24").violations()).singleElement().asString().contains("block 2");
    }

    @Test
    void s25HoldsIfAllBiosHaveEnded() {
        assertThat(twoBios(true, 2).unordered().ordered(4, 6).ordered(5, 6).judge("S25"))
                .matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s25IsViolatedByABioInFlightOrEndedOnlyByChanceOrSubmittedLater() {
        assertThat(twoBios(true, 2).unordered().ordered(4, 6).judge("S25").positions().get(0)).containsExactly(5, 6);
        Story inFlight = Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1)), kworker(0)
                .says(convertBegin(1, 0, 0, 1)),
                irq(0).says(ends(0)));
        assertThat(inFlight.judge("S25").positions().get(0)).containsExactly(3, 2);
        Story later = Story.of(task(0).says(aioWrite(0, 0, 2), submit(0, 0, 0, 1)), irq(0).says(ends(0)),
                kworker(0).says(convertBegin(1, 0, 0, 1)), task(0).says(submit(0, 1, 1, 1)));
        assertThat(later.judge("S25").holds()).isFalse();
    }

    @Test
    void s49HoldsIfTheRequestMarksItsOwnIoEndAndItsBlocksAreConverted() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 0, 1), new IoEndAlloc(0, 0), new SetUnwritten(0, 0, false),
                unwritten(0, 0, 1)),
                kworker(0).says(convertEnd(1, 0, 0, 1), completes(0, BLOCK)));
        assertThat(story.judge("S49")).matches(v -> v.holds() && v.judged() == 2);
    }

    @Test
    void s49IsViolatedByTheMarkOfAnotherByAMarkOnTheInodeAndByBlocksThatAreLost() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), new IoEndAlloc(0, 0)), task(9)
                .says(new SetUnwritten(-1, 0, false)))
                .judge("S49").violations()).singleElement().asString()
                .startsWith("writeback marked io_end 0 of request 0");
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), new IoEndAlloc(0, 0), new DioUnwrittenBit(0, 1)))
                .judge("S49").holds())
                .isFalse();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), unwritten(0, 0, 1)), irq(0).says(completes(0, BLOCK)))
                .judge("S49")
                .holds()).isFalse();
    }

    @Test
    void s49AllowsASynchronousRequestToMarkTheInode() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), new DioUnwrittenBit(0, 1))).judge("S49").holds()).isTrue();
    }
}

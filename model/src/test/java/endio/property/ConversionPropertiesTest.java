// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.FileSystemEvent.JournalStart;
import endio.event.LockEvent.MightSleep;
import org.junit.jupiter.api.Test;

/** S1, S2, S3, S8: when and where a conversion happens. */
class ConversionPropertiesTest {

    @Test
    void s1HoldsIfTheCompleterConvertsFirst() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 3, 2), unwritten(0, 3, 2), queued(0)),
                kworker(0).says(convertBegin(1, 0, 3, 2), convertEnd(1, 0, 3, 2), completes(0, 2 * BLOCK)));
        assertThat(story.unordered().judge("S1")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s1IsViolatedIfTheSubmitterConvertsAfterTheCompletion() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 3, 2), unwritten(0, 3, 2)),
                kworker(0).says(completes(0, 2 * BLOCK)),
                task(0).says(convertBegin(1, 0, 3, 2), convertEnd(1, 0, 3, 2), queued(0)));
        Story.Verdict verdict = story.judge("S1");
        assertThat(verdict.violations()).singleElement().asString().contains("conversion of blocks 3-4");
        assertThat(verdict.positions().get(0)).containsExactly(4, 2);
    }

    @Test
    void s1IsViolatedIfConversionAndCompletionAreNotOrdered() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 3, 1), unwritten(0, 3, 1), convertBegin(1, 0, 3, 1), convertEnd(1, 0, 3, 1)),
                kworker(0).says(completes(0, BLOCK)));
        assertThat(story.judge("S1").holds()).as("as recorded").isTrue();
        Story.Verdict verdict = story.unordered().judge("S1");
        assertThat(verdict.violations()).hasSize(1);
        assertThat(verdict.positions().get(0)).containsExactly(3, 4);
    }

    @Test
    void s1IsViolatedIfNobodyEverConverts() {
        Story story = Story.of(task(0).says(aioWrite(0, 3, 1), unwritten(0, 3, 1), queued(0)),
                irq(0).says(completes(0, BLOCK)));
        assertThat(story.judge("S1").violations()).singleElement().asString().contains("nobody ever converted block 3");
    }

    @Test
    void s1IsViolatedIfTheConversionFailedAndSuccessWasReported() {
        Story story = Story.of(task(0).says(aioWrite(0, 3, 1), unwritten(0, 3, 1), queued(0)),
                kworker(0).says(convertBegin(1, 0, 3, 1), convertFails(1, 0, 3, 1), completes(0, BLOCK)));
        assertThat(story.judge("S1").holds()).isFalse();
    }

    @Test
    void s1AcceptsABlockThatAnotherRequestHasConverted() {
        Story story = Story.of(task(0).says(aioWrite(0, 3, 1), unwritten(0, 3, 1), queued(0)),
                kworker(1).says(convertBegin(1, 1, 3, 1), convertEnd(1, 1, 3, 1)),
                kworker(0).says(completes(0, BLOCK)));
        assertThat(story.judge("S1").holds()).isTrue();
    }

    @Test
    void s1LooksOnlyAtTheBytesThatWereReported() {
        Story story = Story.of(task(0).says(syncWrite(0, 3, 2), unwritten(0, 3, 2), convertBegin(1, 0, 3, 1),
                convertEnd(1, 0, 3, 1), returns(0, BLOCK)));
        assertThat(story.judge("S1")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s1JudgesNoFailedWriteAndNoRead() {
        Story story = Story.of(task(0).says(syncWrite(0, 3, 1), unwritten(0, 3, 1), returns(0, -5)),
                task(1).says(aioRead(1, 3, 1, BLOCK * 8), unwritten(1, 3, 1), returns(1, BLOCK)));
        assertThat(story.judge("S1")).matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s2HoldsInAWorkerAndIsViolatedInAnInterruptOrUnderASpinLock() {
        assertThat(Story.of(kworker(0).says(convertBegin(1, 0, 0, 1))).judge("S2"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(irq(0).says(convertBegin(1, 0, 0, 1))).judge("S2").violations()).hasSize(1);
        assertThat(Story.of(irq(0).says(new JournalStart(0, 0))).judge("S2").violations()).hasSize(1);
        assertThat(Story.of(task(0).says(spinLock("l"), convertBegin(1, 0, 0, 1), unlock("l"))).judge("S2")
                .violations())
                .singleElement().asString().contains("holding l");
        assertThat(Story.of(task(0).says(spinLock("l"), unlock("l"), convertBegin(1, 0, 0, 1))).judge("S2").holds())
                .isTrue();
    }

    @Test
    void s3HoldsInATaskAndIsViolatedInAnInterruptAnInlineEndOrUnderASpinLock() {
        MightSleep sleep = new MightSleep("alloc_workqueue");
        assertThat(Story.of(task(0).says(mutexLock("m"), sleep)).judge("S3"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(irq(0).says(sleep)).judge("S3").violations()).singleElement().asString()
                .contains("alloc_workqueue");
        assertThat(Story.of(Story.inline(0, 0).says(sleep)).judge("S3").holds()).isFalse();
        assertThat(Story.of(task(0).says(spinLock("l"), sleep)).judge("S3").holds()).isFalse();
    }

    @Test
    void s8HoldsIfACountIsKeptUntilTheConversionHasEnded() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), dioGet(2), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), dioDone(1)),
                task(0).says(convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1), dioDone(0), queued(0)));
        assertThat(story.unordered().judge("S8")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s8IsViolatedIfTheLastCountIsGivenUpBeforeOrBesideTheConversion() {
        Story before = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1), queued(0)),
                irq(0).says(ends(0)),
                kworker(0).says(workStart(0)),
                irq(0).says(dioDone(0)),
                kworker(0).says(convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1)));
        assertThat(before.judge("S8").violations()).hasSize(1);
        Story beside = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1), queued(0)),
                kworker(0).says(convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1)),
                irq(0).says(ends(0), dioDone(0)));
        assertThat(beside.judge("S8").holds()).isTrue();
        assertThat(beside.unordered().judge("S8").positions().get(0)).containsExactly(5, 7);
    }
}

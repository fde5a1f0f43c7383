// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.inline;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.WorkEvent.FlushBegin;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import org.junit.jupiter.api.Test;

/** S16, S17, S18, S20, Q5, L8, L9: the queue of deferred completions. */
class QueuePropertiesTest {

    @Test
    void s16HoldsIfAllIsQueuedBeforeTheQueueIsDestroyed() {
        Story story = Story.of(irq(0).says(queue(0)), kworker(0).says(workStart(0), use("dio", 0), workEnd(0)),
                task(0).says(new WqDestroy(0)));
        assertThat(story.judge("S16")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(story.unordered().ordered(0, 4).judge("S16").holds()).isTrue();
    }

    @Test
    void s16IsViolatedByANullQueueADestroyedOneAndAnUnorderedDestruction() {
        assertThat(Story.of(irq(0).says(new QueueWork(work(0), -1, "", 0, false))).judge("S16").holds()).isFalse();
        assertThat(Story.of(task(0).says(new WqDestroy(0)), irq(0).says(queue(0))).judge("S16").positions().get(0))
                .containsExactly(1, 0);
        assertThat(Story.of(irq(0).says(queue(0)), task(0).says(new WqDestroy(0))).unordered().judge("S16").holds())
                .isFalse();
    }

    @Test
    void s16AllowsAnItemToQueueOnItsOwnQueueWhileThatIsDrained() {
        assertThat(Story.of(kworker(0).says(workStart(0)), task(0).says(new WqDestroy(0)), kworker(0).says(queue(1)))
                .judge("S16")
                .holds()).isTrue();
    }

    @Test
    void s16IsViolatedByAWorkerThatTouchesTheItemAfterItsFunction() {
        assertThat(Story.of(kworker(0).says(workStart(0), workEnd(0), use("dio", 0))).judge("S16").holds()).isFalse();
    }

    @Test
    void s17HoldsIfTheQueueIsThereBeforeTheNextBio() {
        Story own = Story.of(task(0)
                .says(aioWrite(0, 0, 1), defers(0), wqAlloc(0, 0), publish(0, true), submit(0, 0, 0, 1)));
        assertThat(own.unordered().judge("S17")).matches(v -> v.holds() && v.judged() == 1);
        Story others = Story.of(task(1).says(wqAlloc(1, 0), publish(0, true)),
                task(0).says(aioWrite(0, 0, 1), defers(0), submit(0, 0, 0, 1)));
        assertThat(others.unordered().ordered(1, 3).judge("S17")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s17IsViolatedIfTheQueueComesLateOrOnlyByChanceInTime() {
        Story late = Story.of(task(0)
                .says(aioWrite(0, 0, 1), defers(0), submit(0, 0, 0, 1), wqAlloc(0, 0), publish(0, true)));
        assertThat(late.judge("S17").positions().get(0)).containsExactly(4, 2);
        Story chance = Story.of(task(1).says(wqAlloc(1, 0), publish(0, true)),
                task(0).says(aioWrite(0, 0, 1), defers(0), submit(0, 0, 0, 1)));
        assertThat(chance.judge("S17").holds()).isTrue();
        assertThat(chance.unordered().judge("S17").holds()).isFalse();
    }

    @Test
    void s17DoesNotJudgeAQueueThatWasThereFromTheStartOrOneThatCouldNotBeHad() {
        assertThat(Story.of(task(0).says(defers(0), submit(0, 0, 0, 1)), irq(0).says(queue(0))).judge("S17"))
                .matches(v -> v.holds() && v.judged() == 0);
        assertThat(Story.of(task(0).says(defers(0), wqAlloc(0, -1), submit(0, 0, 0, 1))).judge("S17"))
                .matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s18HoldsIfTheLoserDestroysItsOwn() {
        Story story = Story.of(task(0).says(wqAlloc(0, 0)), task(1).says(wqAlloc(1, 1), publish(1, true)),
                task(0).says(publish(0, false), new WqDestroy(0), new WqDestroyed(0)), irq(0)
                .says(new QueueWork(work(0), 1, "dio", 0, true)));
        assertThat(story.unordered().judge("S18")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s18IsViolatedByTwoPublishedALoserThatStaysAndALoserThatIsUsed() {
        assertThat(Story.of(task(0).says(publish(0, true)), task(1).says(publish(1, true))).judge("S18").holds())
                .isFalse();
        assertThat(Story.of(task(0).says(wqAlloc(0, 0), publish(0, false))).judge("S18").holds()).isFalse();
        assertThat(Story.of(task(0).says(wqAlloc(0, 0), publish(0, false), new WqDestroy(0)), irq(0).says(queue(0)))
                .judge("S18")
                .holds()).isFalse();
    }

    @Test
    void s18AllowsANewQueueAfterTheOldOneIsGone() {
        Story story = Story.of(task(0).says(publish(0, true), new WqDestroy(0), new WqDestroyed(0)), task(1)
                .says(publish(1, true)));
        assertThat(story.judge("S18").holds()).isTrue();
        assertThat(story.unordered().judge("S18").holds()).as("gone only by chance").isFalse();
    }

    @Test
    void s20HoldsIfTheLastDropInAnInterruptQueuesTheWork() {
        Story story = Story.of(task(0)
                .says(aioWrite(0, 0, 1), dioAlloc(0), unwritten(0, 0, 1), defers(0), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), ref(0, 1, 0), queue(0)),
                kworker(0).says(workStart(0), endIo(0, BLOCK), completes(0, BLOCK)));
        assertThat(story.judge("S20")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s20IsViolatedByACompletionInAnInterruptAndByAWorkThatIsNeverQueued() {
        Story story = Story.of(task(0)
                .says(aioWrite(0, 0, 1), dioAlloc(0), unwritten(0, 0, 1), defers(0), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), ref(0, 1, 0), endIo(0, BLOCK), completes(0, BLOCK)));
        assertThat(story.judge("S20").violations()).hasSize(3);
        Story inline = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), unwritten(0, 0, 1), submit(0, 0, 0, 1)),
                inline(0, 0).says(ends(0), ref(0, 1, 0), completes(0, BLOCK)));
        assertThat(inline.judge("S20").violations()).hasSize(1);
    }

    @Test
    void q5HoldsIfOneQueueIsMadeForTheFirstWhoNeedsIt() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), defers(0), wqAlloc(0, 0), publish(0, true)));
        assertThat(story.judge("Q5")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void q5IsViolatedByAQueueThatIsNotNeededIsThereAlreadyOrIsLeftOver() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), wqAlloc(0, 0))).judge("Q5").holds()).isFalse();
        Story twice = Story.of(task(0).says(aioWrite(0, 0, 1), defers(0), wqAlloc(0, 0), publish(0, true)),
                task(1).says(aioWrite(1, 1, 1), defers(1), wqAlloc(1, 1), publish(1, false), new WqDestroy(1)));
        assertThat(twice.judge("Q5").positions().get(0)).containsExactly(3, 6);
        assertThat(twice.unordered().judge("Q5").holds()).as("a race is no waste").isTrue();
        Story left = Story.of(task(0).says(aioWrite(0, 0, 1), wqAlloc(0, 0)), task(1)
                .says(aioWrite(1, 0, 1), wqAlloc(1, 1)));
        assertThat(left.judge("Q5").violations()).hasSize(1);
    }

    @Test
    void l8HoldsInATaskAndIsViolatedByAWorkThatWaitsForItsOwnQueue() {
        assertThat(Story.of(kworker(0).says(workStart(0), workEnd(0), new FlushBegin(0)), task(0)
                .says(new WqDestroy(0))).judge("L8"))
                .matches(v -> v.holds() && v.judged() == 2);
        assertThat(Story.of(kworker(0).says(workStart(0), new FlushBegin(1))).judge("L8").holds()).isTrue();
        assertThat(Story.of(kworker(0).says(workStart(0), new FlushBegin(0))).judge("L8").holds()).isFalse();
        assertThat(Story.of(kworker(0).says(workStart(0), new WqDestroy(0))).judge("L8").holds()).isFalse();
    }

    @Test
    void l9HoldsIfTheDestructionEndsAndIsViolatedIfItsThreadIsStuckInIt() {
        assertThat(Story.of(task(0).says(new WqDestroy(0), new WqDestroyed(0))).judge("L9"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(new WqDestroy(0))).stuck(task(0)).judge("L9").violations()).hasSize(1);
        assertThat(Story.of(task(0).says(new WqDestroy(0))).cut().judge("L9").holds()).isTrue();
    }
}

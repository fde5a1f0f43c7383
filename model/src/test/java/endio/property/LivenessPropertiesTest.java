// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.DioEvent.DioFree;
import endio.event.InodeEvent.DioWaitBegin;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.IoEndEvent.IoEndAlloc;
import endio.event.IoEndEvent.IoEndFree;
import endio.event.IoEndEvent.ListAdd;
import endio.event.IoEndEvent.ListDel;
import endio.event.LockEvent.Schedule;
import org.junit.jupiter.api.Test;

/** L1 to L4 and L10: what has to happen in the end. */
class LivenessPropertiesTest {

    @Test
    void l1HoldsIfAllAreReported() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1), queued(0)), irq(0)
                .says(ends(0), completes(0, BLOCK)))
                .judge("L1")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void l1IsViolatedAtRestAndWhenStuckButNotIfTheRunWasCutOrABioIsStillInFlight() {
        Story lost = Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1), queued(0)), irq(0).says(ends(0)));
        assertThat(lost.judge("L1").violations()).hasSize(1);
        assertThat(lost.stuck(task(0)).judge("L1").violations()).hasSize(1);
        assertThat(lost.cut().judge("L1").holds()).isTrue();
        assertThat(lost.crashed().judge("L1").holds()).isTrue();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1), queued(0))).judge("L1").judged())
                .isZero();
    }

    private static final Schedule AWAIT_ONE = new Schedule("dio_await_one");
    private static final Schedule DIO_WAIT = new Schedule("inode_dio_wait");

    @Test
    void l2HoldsIfTheSubmitterWakes() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), submit(0, 0, 0, 1), AWAIT_ONE), irq(0).says(ends(0)),
                task(0).says(returns(0, BLOCK))).judge("L2")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void l2IsViolatedIfItSleepsForEverAlthoughItsBiosHaveEnded() {
        Story story = Story.of(task(0).says(syncWrite(0, 0, 1), submit(0, 0, 0, 1), AWAIT_ONE), irq(0).says(ends(0)));
        assertThat(story.stuck(task(0)).judge("L2").positions().get(0)).containsExactly(2);
        assertThat(story.stuck(task(1)).judge("L2").holds()).as("somebody else is stuck").isTrue();
        assertThat(story.stuck(task(0)).judge("L3").holds()).isTrue();
        Story noBio = Story.of(task(0).says(syncWrite(0, 0, 1), submit(0, 0, 0, 1), AWAIT_ONE));
        assertThat(noBio.stuck(task(0)).judge("L2").holds()).as("its bio has not ended").isTrue();
    }

    @Test
    void l3HoldsIfTheWaiterWakes() {
        assertThat(Story.of(task(0).says(dioGet(1)), task(1).says(new DioWaitBegin(0), DIO_WAIT), task(0)
                .says(dioDone(0)),
                task(1).says(new DioWaitEnd(0))).judge("L3")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void l3IsViolatedIfItSleepsForEverAlthoughTheCountIsZero() {
        Story story = Story.of(task(0).says(dioGet(1)), task(1).says(new DioWaitBegin(0), DIO_WAIT), task(0)
                .says(dioDone(0)));
        assertThat(story.stuck(task(1)).judge("L3").violations()).hasSize(1);
        Story raised = Story.of(task(0).says(dioGet(1)), task(1).says(new DioWaitBegin(0), DIO_WAIT));
        assertThat(raised.stuck(task(1)).judge("L3").holds()).as("the count is still raised: that is S6's").isTrue();
    }

    @Test
    void l4HoldsIfAllThatWasQueuedIsRun() {
        assertThat(Story.of(irq(0).says(queue(0), new ListAdd("unrsv", 0)), kworker(0)
                .says(workStart(0), new ListDel(0)))
                .judge("L4")).matches(v -> v.holds() && v.judged() == 2);
    }

    @Test
    void l4IsViolatedByAWorkThatNeverRunsAndByAnIoEndLeftOnAList() {
        assertThat(Story.of(irq(0).says(queue(0))).judge("L4").violations()).hasSize(1);
        assertThat(Story.of(irq(0).says(queue(0), queue(0)), kworker(0).says(workStart(0))).judge("L4").violations())
                .hasSize(1);
        assertThat(Story.of(irq(0).says(new ListAdd("unrsv", 0))).judge("L4").violations()).hasSize(1);
        assertThat(Story.of(irq(0).says(queue(0))).stuck(kworker(1)).judge("L4").holds()).as("behind a stuck worker")
                .isTrue();
        assertThat(Story.of(irq(0).says(queue(0))).stuck(task(0)).judge("L4").violations()).hasSize(1);
    }

    @Test
    void l10HoldsIfTheRequestFailsCleanly() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 0, 1), new IoEndAlloc(0, 0), dioAlloc(0), dioGet(1), submit(0, 0, 0, 1),
                wqAlloc(0, -1)),
                irq(0).says(ends(0)),
                task(0).says(dioDone(0), new DioFree(0), new IoEndFree(0), returns(0, -12)));
        assertThat(story.unordered().ordered(6, 7).judge("L10")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(story.unordered().judge("L10").holds()).isTrue();
    }

    @Test
    void l10IsViolatedByWhateverIsLeftBehind() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), wqAlloc(0, -1), returns(0, BLOCK))).judge("L10")
                .violations())
                .as("no error").hasSize(1);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1), wqAlloc(0, -1)), irq(0).says(ends(0)),
                task(0).says(new DioFree(0), returns(0, -12))).unordered().judge("L10").violations()).as("a bio in flight")
                .hasSize(1);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), new IoEndAlloc(0, -1), returns(0, -12)))
                .judge("L10")
                .violations()).as("a count").hasSize(1);
        assertThat(Story.of(task(0)
                .says(aioWrite(0, 0, 1), new IoEndAlloc(0, 0), new endio.event.DioEvent.DioAlloc(0, -1),
                returns(0, -12))).judge("L10").violations()).as("an io_end").hasSize(1);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), wqAlloc(0, -1), returns(0, -12))).judge("L10")
                .violations()).as("a dio").hasSize(1);
    }
}

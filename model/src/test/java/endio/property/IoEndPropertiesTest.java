// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.IoEndEvent.IIoendCount;
import endio.event.IoEndEvent.IUnwritten;
import endio.event.IoEndEvent.IoEndFree;
import endio.event.IoEndEvent.IoEndPut;
import endio.event.IoEndEvent.ListAdd;
import endio.event.IoEndEvent.ListDel;
import endio.event.IoEndEvent.ListSplice;
import endio.event.MappingEvent.GetPages;
import endio.event.WorkEvent.InitWork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S38, S39, S42, S43, S44: io_ends, and works. */
class IoEndPropertiesTest {
    private static final ListAdd ADD = new ListAdd("unrsv", 0);
    private static final ListSplice SPLICE = new ListSplice("unrsv", List.of(0));
    private static final ListDel DEL = new ListDel(0);

    @Test
    void s38HoldsAlongTheLifeOfAListedIoEnd() {
        Story story = Story.of(irq(0).says(new IoEndPut(0, 0), spinLock("list"), ADD, unlock("list")),
                kworker(0).says(spinLock("list"), SPLICE, unlock("list"), DEL, new IoEndFree(0)));
        assertThat(story.unordered().ordered(3, 4).judge("S38")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s38IsViolatedByEachBreachOfTheDiscipline() {
        assertThat(Story.of(irq(0).says(ADD), irq(1).says(ADD)).judge("S38").holds()).as("on two lists").isFalse();
        assertThat(Story.of(irq(0).says(new IoEndPut(0, 1), ADD)).judge("S38").holds()).as("still owned").isFalse();
        assertThat(Story.of(irq(0).says(ADD), kworker(0).says(new IoEndFree(0))).judge("S38").holds())
                .as("still linked").isFalse();
        assertThat(Story.of(irq(0).says(spinLock("list"), unlock("list"), ADD)).judge("S38").holds()).as("no lock")
                .isFalse();
        assertThat(Story.of(irq(0).says(ADD), kworker(0).says(SPLICE)).unordered().judge("S38").holds())
                .as("taken beside its addition").isFalse();
    }

    @Test
    void s39HoldsIfBothCountersReturnToZero() {
        Story story = Story.of(task(0)
                .says(new IIoendCount(0, 1), new IUnwritten(0, 1), new IUnwritten(0, 0), new IIoendCount(0, 0)));
        assertThat(story.judge("S39")).matches(v -> v.holds() && v.judged() == 2);
    }

    @Test
    void s39IsViolatedByALeakAndByANegativeCount() {
        Story leak = Story.of(task(0).says(new IUnwritten(0, 1)));
        assertThat(leak.judge("S39").violations()).singleElement().asString().contains("i_unwritten of inode 0 is 1");
        assertThat(leak.cut().judge("S39").holds()).isTrue();
        assertThat(Story.of(task(0).says(new IIoendCount(0, -1), new IIoendCount(0, 0))).judge("S39").holds())
                .isFalse();
    }

    private static final InitWork INIT = new InitWork(work(0));

    @Test
    void s42AndS43HoldIfTheLastOwnerInitialisesAndQueues() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), new GetPages(0, 0, 1, 1), ref(0, 2, 1)),
                irq(0).says(ref(0, 1, 0), INIT, queue(0)));
        assertThat(story.unordered().ordered(3, 4).judge("S42")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(story.judge("S43")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s42IsViolatedIfTheSubmitterMayStillUseItsPages() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), new GetPages(0, 0, 1, 1), ref(0, 2, 1)),
                irq(0).says(ref(0, 1, 0), INIT, queue(0)));
        assertThat(story.judge("S42").holds()).isTrue();
        assertThat(story.unordered().judge("S42").holds()).isFalse();
        Story early = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0)), irq(0).says(INIT, queue(0)),
                task(0).says(new GetPages(0, 0, 1, 1)));
        assertThat(early.judge("S42").violations()).hasSize(2);
    }

    @Test
    void s43IsViolatedByAnItemThatIsInitialisedTwiceOrEarlyOrBySomebodyElse() {
        assertThat(Story.of(irq(0).says(ref(0, 1, 0), INIT, queue(0), INIT)).judge("S43").holds()).isFalse();
        assertThat(Story.of(irq(0).says(INIT, ref(0, 1, 0), queue(0))).judge("S43").holds()).isFalse();
        assertThat(Story.of(irq(0).says(ref(0, 1, 0)), irq(1).says(INIT, queue(0))).judge("S43").holds()).isFalse();
        assertThat(Story.of(irq(0).says(ref(0, 1, 0), INIT), irq(1).says(queue(0))).judge("S43").holds()).isFalse();
        assertThat(Story.of(irq(0).says(ref(0, 1, 0), new InitWork(work(7)), queue(0))).judge("S43").holds()).isFalse();
    }

    @Test
    void s44HoldsForRunsOneAfterTheOther() {
        Story story = Story.of(kworker(0).says(workStart(0), workEnd(0)), kworker(1).says(workStart(0), workEnd(0)));
        assertThat(story.unordered().ordered(1, 2).judge("S44")).matches(v -> v.holds() && v.judged() == 2);
    }

    @Test
    void s44IsViolatedByRunsThatOverlapOrMay() {
        assertThat(Story.of(kworker(0).says(workStart(0)), kworker(1).says(workStart(0))).judge("S44").holds())
                .isFalse();
        assertThat(Story.of(kworker(0).says(workStart(0), workEnd(0)), kworker(1).says(workStart(0))).unordered()
                .judge("S44")
                .positions().get(0)).containsExactly(1, 2);
        assertThat(Story.of(kworker(0).says(workStart(0)), kworker(1).says(workStart(1))).judge("S44").holds())
                .isTrue();
    }
}

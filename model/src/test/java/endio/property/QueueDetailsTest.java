// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioRead;
import static endio.property.Said.aioWrite;
import static endio.property.Said.alloc;
import static endio.property.Said.completes;
import static endio.property.Said.defers;
import static endio.property.Said.dioAlloc;
import static endio.property.Said.ends;
import static endio.property.Said.publish;
import static endio.property.Said.queue;
import static endio.property.Said.queued;
import static endio.property.Said.submit;
import static endio.property.Said.syncWrite;
import static endio.property.Said.use;
import static endio.property.Said.work;
import static endio.property.Said.workEnd;
import static endio.property.Said.workStart;
import static endio.property.Said.wqAlloc;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.MappingEvent.GetBlock;
import endio.event.MemoryEvent.Use;
import endio.event.RequestEvent.Issue;
import endio.event.WorkEvent.NoWorkers;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import org.junit.jupiter.api.Test;

/** S16, S17, L4, L7, L9, L11, Q1, Q4 and Q5 where little decides. */
class QueueDetailsTest {
    private static final Event ON_NULL = new QueueWork(work(0), -1, "", 0, false);
    private static final Story.Part ASKED = task(0).says(aioWrite(0, 0, 1), defers(0), submit(0, 0, 0, 1));

    /** A mapping that asks for deferral, or one that failed and means nothing. */
    private static Event mapping(int ret) {
        return new GetBlock(0, 0, 1, true, ret, 1, true, false, true, true, false, 100);
    }

    @Test
    void s16KnowsANullQueueByHavingNeitherNumberNorName() {
        assertThat(Story.of(irq(0).says(new QueueWork(work(0), 0, "", 0, true))).judge("S16").holds()).isTrue();
        assertThat(Story.of(irq(0).says(new QueueWork(work(0), -1, "dio", 0, true))).judge("S16").holds())
                .as("its number is not told").isTrue();
    }

    @Test
    void s16IsAboutTheItemThatTheWorkerHasJustRun() {
        Story.Part ran = kworker(0).says(workStart(0), workEnd(0));
        assertThat(Story.of(ran, kworker(0).says(new Use(work(0)))).judge("S16").positions()).containsExactly(new int[] {1, 2});
        assertThat(Story.of(ran, kworker(0).says(use("dio", 1), use("io_end", 0))).judge("S16").holds()).isTrue();
        Story.Part ownItem = kworker(0).says(new WorkStart(work(3), 0, "rsv", -1), new WorkEnd(work(3), 0, "rsv", -1));
        assertThat(Story.of(ownItem, kworker(0).says(use("dio", 3))).judge("S16").holds()).as("it lies in no dio").isTrue();
        assertThat(Story.of(ran, kworker(0).says(workStart(1), use("dio", 0))).judge("S16").holds()).as("it runs the next one").isTrue();
    }

    @Test
    void s17TakesTheMappingForARequestForDeferral() {
        Story.Part late = task(0).says(wqAlloc(0, 0), publish(0, true));
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), mapping(0), submit(0, 0, 0, 1)), late).judge("S17").violations()).hasSize(1);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), mapping(-5), submit(0, 0, 0, 1)), late).judge("S17").judged())
                .as("a mapping that failed asks for nothing").isZero();
        Event quiet = new GetBlock(0, 0, 1, true, 0, 1, true, false, true, false, false, 100);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), quiet, submit(0, 0, 0, 1)), late).judge("S17").judged()).isZero();
    }

    @Test
    void s17IsViolatedByAQueueThatIsAllocatedAndNeverPublished() {
        assertThat(Story.of(ASKED, task(0).says(wqAlloc(0, 0)), irq(0).says(queue(0))).judge("S17").positions())
                .containsExactly(new int[] {2});
        assertThat(Story.of(ASKED, task(0).says(wqAlloc(-1, 0)), irq(0).says(queue(0))).judge("S17").judged())
                .as("one that was made at mount").isZero();
    }

    @Test
    void s17IsViolatedByAWorkOnANullQueueUnlessOthersFindOne() {
        assertThat(Story.of(ASKED, irq(0).says(ON_NULL)).judge("S17").positions()).containsExactly(new int[] {2});
        assertThat(Story.of(ASKED, irq(0).says(ON_NULL, queue(0))).judge("S17").judged()).as("there was one from the start").isZero();
        assertThat(Story.of(ASKED, irq(0).says(queue(0), ON_NULL)).judge("S17").judged()).isZero();
        assertThat(Story.of(ASKED, irq(0).says(new QueueWork(work(0), -1, "", -1, false))).judge("S17").judged())
                .as("an item of no dio").isZero();
        assertThat(Story.of(ASKED, irq(0).says(ON_NULL, new QueueWork(work(0), 0, "rsv", -1, true))).judge("S17").violations())
                .as("a queue of another kind").hasSize(1);
    }

    @Test
    void s17KnowsOfAQueueByItsPublicationAlone() {
        assertThat(Story.of(ASKED, task(1).says(publish(0, true)), irq(0).says(queue(0))).judge("S17").positions())
                .containsExactly(new int[] {3, 2});
    }

    @Test
    void l4IsViolatedByARunThatNobodyAskedFor() {
        assertThat(Story.of(irq(0).says(queue(0)), kworker(0).says(workStart(0), workStart(0))).judge("L4").violations())
                .containsExactly("work#0 was run more often than it was queued.");
    }

    private static final Story.Part SUBMISSION = task(0).says(new NoWorkers(0, true), aioWrite(0, 0, 1), dioAlloc(0),
            submit(0, 0, 0, 1), queued(0));

    @Test
    void l7KnowsTheRequestByItsDioOrByWhoQueues() {
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0)), irq(5).says(queue(0))).judge("L7").violations()).hasSize(1);
        Event own = new QueueWork(work(7), 0, "unrsv", -1, true);
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0), own)).judge("L7").violations()).hasSize(1);
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0)), irq(5).says(own)).judge("L7").judged()).as("of no request").isZero();
    }

    @Test
    void l7JudgesAnExecutionThatIsOver() {
        Story story = Story.of(SUBMISSION, irq(0).says(ends(0), queue(0)));
        assertThat(story.stuck(task(0)).judge("L7").violations()).hasSize(1);
        assertThat(story.cut().judge("L7").judged()).isZero();
        assertThat(story.crashed().judge("L7").judged()).isZero();
        assertThat(Story.of(SUBMISSION, irq(0).says(queue(0))).judge("L7").judged()).as("its bio is in flight").isZero();
    }

    @Test
    void l9AndL11CountWhatIsStuckAsJudged() {
        assertThat(Story.of(task(0).says(new WqDestroy(0))).stuck(task(0)).judge("L9").judged()).isEqualTo(1);
        Story works = Story.of(task(0).says(queue(0), new QueueWork(work(1), 1, "rsv", -1, true)), kworker(0).says(workStart(0)));
        assertThat(works.stuck(kworker(0), kworker(1)).judge("L11")).as("the other one waits on another queue")
                .matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void q1SaysWhatKindOfRequestTookAnIoEndThatItDoesNotNeed() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), alloc("io_end", 0, 0))).judge("Q1").violations())
                .containsExactly("request 0, a synchronous write, allocated 1 io_ends.");
        assertThat(Story.of(task(0).says(aioRead(0, 0, 1, BLOCK), alloc("io_end", 0, 0))).judge("Q1").violations())
                .containsExactly("request 0, an asynchronous read, allocated 1 io_ends.");
    }

    /** A completion that was queued because a mapping asked for it that found nothing new. */
    private static Story deferred(Event issue) {
        Event mapping = new GetBlock(0, 0, 1, true, 0, 1, true, false, false, true, false, 100);
        return Story.of(task(0).says(issue, dioAlloc(0), mapping, submit(0, 0, 0, 1)), irq(0).says(ends(0), queue(0)));
    }

    @Test
    void q2ForgivesADeferralToAWriteThatExtendsTheFile() {
        for (long size : new long[] {BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK}) {
            Event write = new Issue(0, 0, true, false, BLOCK, BLOCK, false, size, 12);
            assertThat(deferred(write).judge("Q2").holds()).as("a file of %d bytes", size).isEqualTo(size < 2 * BLOCK);
        }
        assertThat(deferred(aioRead(0, 1, 1, BLOCK)).judge("Q2").violations()).as("a read extends nothing").hasSize(1);
        assertThat(deferred(queued(7)).judge("Q2").violations()).as("a request that nobody saw enter").hasSize(1);
    }

    @Test
    void q4IsViolatedByAWorkThatBeginsWhileAnotherOneRuns() {
        Story.Part first = kworker(0).says(new WorkStart(work(0), 0, "rsv", -1));
        assertThat(Story.of(first, kworker(1).says(new WorkStart(work(1), 0, "rsv", -1))).judge("Q4").positions())
                .containsExactly(new int[] {0, 1});
        assertThat(Story.of(first, kworker(1).says(new WorkStart(work(1), 1, "unrsv", -1))).judge("Q4"))
                .as("two queues run beside each other").matches(v -> v.holds() && v.judged() == 2);
    }

    @Test
    void q5LetsASynchronousRequestThatAskedHaveAQueue() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), mapping(0), wqAlloc(0, 0))).judge("Q5").holds()).isTrue();
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), mapping(-5), wqAlloc(0, 0))).judge("Q5").holds()).isFalse();
        Event quiet = new GetBlock(0, 0, 1, true, 0, 1, true, false, true, false, false, 100);
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), quiet, wqAlloc(0, 0))).judge("Q5").holds()).isFalse();
    }

    @Test
    void q5AllowsANewQueueOnceTheOldOneIsGone() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), wqAlloc(0, 0), publish(0, true), new WqDestroy(0), new WqDestroyed(0)),
                task(1).says(aioWrite(1, 1, 1), wqAlloc(1, 1)));
        assertThat(story.judge("Q5")).matches(v -> v.holds() && v.judged() == 2);
        assertThat(story.unordered().ordered(2, 6).judge("Q5").positions()).as("gone only by chance")
                .containsExactly(new int[] {2, 6});
    }

    @Test
    void q3JudgesEveryCompletion() {
        assertThat(Story.of(irq(0).says(completes(0, BLOCK))).judge("Q3")).matches(v -> v.holds() && v.judged() == 1);
    }
}

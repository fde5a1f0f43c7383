// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioWrite;
import static endio.property.Said.completes;
import static endio.property.Said.convertBegin;
import static endio.property.Said.convertEnd;
import static endio.property.Said.dioAlloc;
import static endio.property.Said.dioGet;
import static endio.property.Said.ends;
import static endio.property.Said.free;
import static endio.property.Said.queue;
import static endio.property.Said.queued;
import static endio.property.Said.submit;
import static endio.property.Said.use;
import static endio.property.Said.work;
import static endio.property.Said.workEnd;
import static endio.property.Said.workStart;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.FileSystemEvent.SyncBegin;
import endio.event.FileSystemEvent.SyncEnd;
import endio.event.InodeEvent.DioWaitBegin;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import org.junit.jupiter.api.Test;

/** S14, S27, S37, S48, L5, L6, L11, Q3 and Q4. */
class QueueDependencyPropertiesTest {
    private static final Story.Part SUBMISSION = task(0).says(aioWrite(0, 0, 1), dioAlloc(0), submit(0, 0, 0, 1),
            queued(0));

    private static Event alreadyPending(int n) {
        return new QueueWork(work(n), 0, "unrsv", -1, false);
    }

    private static Event starts(int n, String queue) {
        return new WorkStart(work(n), 0, queue, -1);
    }

    private static Event over(int n, String queue) {
        return new WorkEnd(work(n), 0, queue, -1);
    }

    @Test
    void s14HoldsUntilTheKiocbIsUsedAfterItsReport() {
        assertThat(Story.of(task(0).says(use("kiocb", 0)), irq(0).says(use("kiocb", 0), free("kiocb", 0))).judge("S14"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(irq(0).says(free("kiocb", 0)), task(0).says(use("kiocb", 0)))
                .judge("S14").holds()).isFalse();
        Story beside = Story.of(task(0).says(use("kiocb", 0)), irq(0).says(free("kiocb", 0))).unordered();
        assertThat(beside.judge("S14").positions()).hasSize(1).first().isEqualTo(new int[] {0, 1});
        assertThat(beside.ordered(0, 1).judge("S14").holds()).isTrue();
    }

    @Test
    void s27WantsTheFlushInProcessContext() {
        Event flush = new GenericWriteSync(0, 0, BLOCK, true, 0);
        assertThat(Story.of(kworker(0).says(flush)).judge("S27")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(irq(0).says(flush)).judge("S27").violations()).hasSize(1);
        assertThat(Story.of(task(0).says(Said.spinLock("a"), flush)).judge("S27").violations()).hasSize(1);
        assertThat(Story.of(irq(0).says(new GenericWriteSync(0, 0, BLOCK, false, 0))).judge("S27").judged())
                .as("nothing is flushed").isZero();
    }

    @Test
    void s37WantsConversionsOfReportedWritesToEndBeforeTheFsyncReturns() {
        Story.Part fsync = task(1).says(new SyncBegin("fsync"), new SyncEnd("fsync", 0));
        Story good = Story.of(SUBMISSION, kworker(0).says(convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1),
                completes(0, BLOCK)),
                fsync);
        assertThat(good.judge("S37")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(good.unordered().judge("S37").judged()).as("reported beside the fsync").isZero();
        Story late = Story.of(SUBMISSION, kworker(0).says(completes(0, BLOCK)), fsync,
                task(0).says(convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1)));
        assertThat(late.judge("S37").positions()).hasSize(1).first().isEqualTo(new int[] {8, 6});
        assertThat(late.unordered().ordered(4, 5).judge("S37").holds()).isFalse();
    }

    @Test
    void s48WantsARunAfterAFailedQueueWork() {
        Story good = Story.of(task(0).says(alreadyPending(0)), kworker(0).says(starts(0, "unrsv")));
        assertThat(good.judge("S48")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(good.unordered().judge("S48").holds()).as("the run may have looked before").isFalse();
        assertThat(good.unordered().ordered(0, 1).judge("S48").holds()).isTrue();
        assertThat(Story.of(kworker(0).says(starts(0, "unrsv")), task(0).says(alreadyPending(0)))
                .judge("S48").violations())
                .hasSize(1);
    }

    @Test
    void l5IsViolatedByACompletionThatWaitsForALockOfSomebodyInInodeDioWait() {
        Story.Part truncate = task(1).says(new DioWaitBegin(0));
        Story.Part end = irq(0).says(ends(0));
        Story.Part write = task(0).says(aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1));
        assertThat(Story.of(truncate, task(1).says(new DioWaitEnd(0))).judge("L5"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(write, truncate, end).stuckAt("LOCK inode#0.i_mutex",
                irq(0)).alsoStuckAt("AWAIT_NE wait", task(1))
                .judge("L5").violations()).hasSize(1);
        assertThat(Story.of(write, truncate, end).stuckAt("AWAIT_NE wait", task(1)).judge("L5").holds())
                .as("that is L3's matter").isTrue();
    }

    @Test
    void l6IsViolatedByAConversionThatIsStuck() {
        assertThat(Story.of(kworker(0).says(convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1))).judge("L6"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(kworker(0).says(convertBegin(1, 0, 0, 1))).stuck(kworker(0)).judge("L6").violations())
                .hasSize(1);
        assertThat(Story.of(kworker(0).says(convertBegin(1, 0, 0, 1))).cut().judge("L6").holds()).isTrue();
    }

    @Test
    void l11IsViolatedByAWorkThatKeepsAnotherOneFromItsSlotForEver() {
        Story good = Story.of(task(0).says(queue(0), queue(1)), kworker(0).says(workStart(0), workEnd(0)),
                kworker(1).says(workStart(1), workEnd(1)));
        assertThat(good.judge("L11")).matches(v -> v.holds() && v.judged() == 2);
        assertThat(Story.of(task(0).says(queue(0), queue(1)), kworker(0).says(workStart(0))).stuck(kworker(0),
                kworker(1))
                .judge("L11").positions()).hasSize(1).first().isEqualTo(new int[] {2, 1});
    }

    @Test
    void q3IsViolatedByAWorkerThatNobodyAskedFor() {
        Story direct = Story.of(SUBMISSION, irq(0).says(ends(0), completes(0, BLOCK)));
        assertThat(direct.judge("Q3")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0), queue(0)), kworker(0).says(workStart(0),
                completes(0, BLOCK)))
                .judge("Q3").holds()).isTrue();
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0)), kworker(0).says(workStart(9), completes(0, BLOCK)))
                .judge("Q3").violations())
                .hasSize(1);
    }

    @Test
    void q4IsViolatedByTwoWorksOfOneQueueThatMayRunAtOnce() {
        Story good = Story.of(kworker(0).says(starts(0, "unrsv"), over(0, "unrsv")),
                kworker(1).says(starts(1, "unrsv"), over(1, "unrsv")));
        assertThat(good.judge("Q4")).matches(v -> v.holds() && v.judged() == 2);
        assertThat(good.unordered().judge("Q4").positions()).hasSize(1).first().isEqualTo(new int[] {1, 2});
        assertThat(good.unordered().ordered(1, 2).judge("Q4").holds()).isTrue();
        assertThat(Story.of(kworker(0).says(starts(0, "dio")), kworker(1).says(starts(1, "dio"))).judge("Q4").judged())
                .as("completions of dios run beside each other").isZero();
    }
}

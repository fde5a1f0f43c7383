// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioWrite;
import static endio.property.Said.completes;
import static endio.property.Said.convertBegin;
import static endio.property.Said.convertEnd;
import static endio.property.Said.convertFails;
import static endio.property.Said.dioAlloc;
import static endio.property.Said.ends;
import static endio.property.Said.fails;
import static endio.property.Said.queue;
import static endio.property.Said.queued;
import static endio.property.Said.ref;
import static endio.property.Said.returns;
import static endio.property.Said.submit;
import static endio.property.Said.syncWrite;
import static endio.property.Said.unwritten;
import static endio.property.Said.work;
import static endio.property.Said.workStart;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.InodeEvent.SetIsize;
import endio.event.IomapEvent.IomapBegin;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Durable;
import endio.event.RequestEvent.Issue;
import endio.event.WorkEvent.QueueWork;
import org.junit.jupiter.api.Test;

/** S1, S4 to S6, S22, S26, S28, S47 and Q3 where little decides. */
class CompletionDetailsTest {
    private static final Event FLUSHED = new GenericWriteSync(0, 0, BLOCK, true, 0);

    @Test
    void s1GoesOnWaitingForTheBlocksThatALaterConversionDoesNotTouch() {
        Story story = Story.of(task(0).says(aioWrite(0, 3, 1), unwritten(0, 3, 1), queued(0)), irq(0).says(completes(0, BLOCK)),
                kworker(0).says(convertBegin(1, 1, 7, 1), convertEnd(1, 1, 7, 1)));
        assertThat(story.judge("S1").violations()).singleElement().asString().contains("nobody ever converted block 3");
        assertThat(story.judge("S1").positions()).singleElement().isEqualTo(new int[] {3});
    }

    @Test
    void s1NamesTheConversionThatCameTooLateAndNoOtherOne() {
        Story story = Story.of(task(0).says(aioWrite(0, 3, 2), unwritten(0, 3, 2), queued(0)), irq(0).says(completes(0, 2 * BLOCK)),
                kworker(0).says(convertEnd(1, 1, 7, 1), convertEnd(2, 0, 3, 2), convertEnd(3, 1, 8, 1)));
        assertThat(story.judge("S1").positions()).singleElement().isEqualTo(new int[] {5, 3});
        assertThat(story.judge("S1").violations()).singleElement().asString()
                .contains("request 0 was reported as complete with 8192 bytes before the conversion of blocks 3-4");
    }

    @Test
    void s1AndS49SayYetOfARunThatWasCut() {
        Story story = Story.of(task(0).says(aioWrite(0, 3, 1), unwritten(0, 3, 1), queued(0)), irq(0).says(completes(0, BLOCK)));
        assertThat(story.cut().judge("S1").violations()).singleElement().asString().contains("nobody yet converted");
        assertThat(story.cut().judge("S49").judged()).isZero();
    }

    @Test
    void s4AndS6CountWhatIsMissingAsJudged() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), queued(0))).judge("S4").judged()).isEqualTo(1);
        assertThat(Story.of(task(0).says(Said.dioGet(1))).judge("S6"))
                .matches(v -> v.judged() == 1 && v.violations().get(0).endsWith("off by 1 at the end: inode_dio_done was left out."));
    }

    @Test
    void s5WantsADropByABioForEachRequestThatIsQueuedOnceDropsAreHeardOf() {
        Story.Part other = task(1).says(aioWrite(1, 1, 1), dioAlloc(1), ref(1, 1, 0), returns(1, BLOCK));
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), queued(0)), other);
        assertThat(story.judge("S5")).matches(v -> v.judged() == 2);
        assertThat(story.judge("S5").positions()).singleElement().isEqualTo(new int[] {2});
        assertThat(story.cut().judge("S5").holds()).as("the drop may come yet").isTrue();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), queued(0))).judge("S5"))
                .as("nobody tells of drops").matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s22LetsARequestSucceedWhoseConversionAndFlushWentWell() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), queued(0)), kworker(0).says(convertEnd(1, 0, 0, 1), FLUSHED,
                completes(0, BLOCK))).judge("S22")).matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s22IsViolatedByAReportOfNothingToo() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), submit(0, 0, 0, 1)), irq(0).says(fails(0)), task(0).says(returns(0, 0)))
                .judge("S22").violations()).singleElement().asString().contains("reported with 0, and bio 0 failed");
        assertThat(Story.of(kworker(0).says(completes(0, BLOCK), convertFails(1, 0, 0, 1))).judge("S22").positions())
                .as("also where a recording begins with it").singleElement().isEqualTo(new int[] {1, 0});
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), queued(0)), kworker(0).says(convertFails(1, 0, 0, 1))).judge("S22"))
                .as("it is not reported yet").matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s26JudgesACompletionThatWasDueAFlushOrHadOne() {
        Story.Part durable = task(0).says(aioWrite(0, 0, 1), new Durable(0), queued(0));
        Story.Part plain = task(0).says(aioWrite(0, 0, 1), queued(0));
        assertThat(Story.of(durable, kworker(0).says(completes(0, 0))).judge("S26"))
                .as("nothing was written").matches(v -> v.holds() && v.judged() == 0);
        assertThat(Story.of(plain, kworker(0).says(completes(0, BLOCK))).judge("S26").judged()).isZero();
        assertThat(Story.of(plain, kworker(0).says(FLUSHED, completes(0, BLOCK))).judge("S26").judged()).isEqualTo(1);
        assertThat(Story.of(durable, kworker(0).says(FLUSHED)).judge("S26").judged()).as("not completed").isZero();
        assertThat(Story.of(durable, kworker(0).says(completes(0, 1))).judge("S26"))
                .matches(v -> !v.holds() && v.judged() == 1);
    }

    private static Issue write(int ino) {
        return new Issue(0, ino, true, true, 0, BLOCK, false, 64 * BLOCK, 12);
    }

    @Test
    void s28IsAboutASizeThatGrowsOverAWriteOfTheSameFile() {
        Event grows = new SetIsize(0, 64 * BLOCK + 1);
        assertThat(Story.of(task(0).says(write(0), FLUSHED, grows)).judge("S28").violations()).singleElement().asString()
                .contains("request 0 was flushed before the size grew");
        assertThat(Story.of(task(0).says(write(-1), FLUSHED, grows)).judge("S28").holds()).as("of any file").isFalse();
        assertThat(Story.of(task(0).says(write(1), FLUSHED, grows)).judge("S28").holds()).as("of another file").isTrue();
        assertThat(Story.of(task(0).says(write(0), FLUSHED, new SetIsize(1, 64 * BLOCK + 1))).judge("S28").holds()).isTrue();
        assertThat(Story.of(task(0).says(write(0), FLUSHED, new SetIsize(0, 64 * BLOCK))).judge("S28").holds()).as("it stays").isTrue();
        assertThat(Story.of(task(0).says(Said.aioRead(0, 0, 1, BLOCK), FLUSHED, grows)).judge("S28").holds()).as("a read").isTrue();
        assertThat(Story.of(task(0).says(write(0), FLUSHED), task(1).says(grows)).judge("S28").holds())
                .as("by somebody who works for no request").isTrue();
    }

    private static final Event IOMAP = new IomapBegin(0, 0, BLOCK, 0, 0, BLOCK, "mapped", false, false, false, 0);

    @Test
    void s47MeasuresFromWhereTheRequestBegan() {
        Event submission = aioWrite(0, 2, 1);
        assertThat(Story.of(task(0).says(submission), irq(0).says(new AioComplete(0, BLOCK, 3 * BLOCK))).judge("S47"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(submission), irq(0).says(new AioComplete(0, BLOCK, BLOCK))).judge("S47").violations())
                .singleElement().asString().contains("moved by -4096 bytes, and 4096 are reported");
    }

    @Test
    void s47WantsIomapToMoveThePositionItself() {
        Event submission = aioWrite(0, 0, 1);
        assertThat(Story.of(task(0).says(submission, IOMAP), irq(0).says(new AioComplete(0, BLOCK, 0))).judge("S47").violations())
                .hasSize(1);
        assertThat(Story.of(task(0).says(submission, IOMAP), irq(0).says(new AioComplete(0, 0, 5))).judge("S47").judged())
                .as("it is not reported as good").isZero();
        assertThat(Story.of(task(0).says(submission, IOMAP), irq(0).says(new AioComplete(0, BLOCK, -1))).judge("S47").judged())
                .as("no position is told").isZero();
        assertThat(Story.of(task(0).says(IOMAP), irq(0).says(new AioComplete(0, BLOCK, 5))).judge("S47").judged())
                .as("nobody saw it begin").isZero();
    }

    private static final Story.Part SUBMISSION = task(0).says(aioWrite(0, 0, 1), dioAlloc(0), submit(0, 0, 0, 1), queued(0));

    @Test
    void q3KnowsAnItemByItsDioOrByWhoQueuesIt() {
        assertThat(Story.of(SUBMISSION, irq(5).says(queue(0)), kworker(0).says(workStart(0), completes(0, BLOCK))).judge("Q3").holds())
                .as("whoever queued it").isTrue();
        Event own = new QueueWork(work(7), 0, "unrsv", -1, true);
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0), own), kworker(0).says(workStart(9), completes(0, BLOCK))).judge("Q3")
                .holds()).as("an item of the file system, queued where the bio ends").isTrue();
        assertThat(Story.of(SUBMISSION, irq(5).says(own), kworker(0).says(workStart(9), completes(0, BLOCK))).judge("Q3").holds())
                .as("an item of somebody else").isFalse();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioRead;
import static endio.property.Said.aioWrite;
import static endio.property.Said.completes;
import static endio.property.Said.dioAlloc;
import static endio.property.Said.dioGet;
import static endio.property.Said.ends;
import static endio.property.Said.fails;
import static endio.property.Said.gathered;
import static endio.property.Said.queued;
import static endio.property.Said.returns;
import static endio.property.Said.submit;
import static endio.property.Said.syncWrite;
import static endio.property.Said.wqAlloc;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.InodeEvent.DioWaitBegin;
import endio.event.InodeEvent.SetIsize;
import endio.event.IoEndEvent.IoEndAlloc;
import endio.event.IomapEvent.CopyIter;
import endio.event.IomapEvent.IomapBegin;
import endio.event.IomapEvent.IomapBio;
import endio.event.IomapEvent.SetError;
import endio.event.IomapEvent.ZeroIter;
import endio.event.LockEvent.Schedule;
import endio.event.RequestEvent.Issue;
import org.junit.jupiter.api.Test;

/** S21 of iomap, S46, L2, L5, L6 and L10 where little decides. */
class ResultDetailsTest {
    private static final Event IOMAP = new IomapBegin(0, 0, BLOCK, 0, 0, BLOCK, "mapped", false, false, false, 0);
    private static final Event PAD = new IomapBio(0, false, true);
    private static final Event DATA = new IomapBio(0, false, false);

    private static Story iomap(Event end, long result, long error, Event... submission) {
        return Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), IOMAP), task(0).says(submission), irq(0).says(end),
                kworker(0).says(gathered(0, result, error, false)));
    }

    @Test
    void s21CountsTheBytesThatIomapDealtWithPaddingAside() {
        assertThat(iomap(ends(0), BLOCK, 0, PAD, submit(0, 9, 7, 1), DATA, submit(0, 0, 0, 1)).judge("S21"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(iomap(ends(0), 2 * BLOCK, 0, PAD, submit(0, 9, 7, 1), DATA, submit(0, 0, 0, 1)).judge("S21").violations())
                .containsExactly("The completer of request 0 read size 8192, and 4096 bytes were dealt with.");
        assertThat(iomap(ends(0), BLOCK, 0, DATA, submit(0, 0, 0, 1), submit(0, 1, 1, 1)).judge("S21").holds()).isFalse();
        assertThat(iomap(ends(0), 5, 0, new ZeroIter(0, 4, 2), new CopyIter(0, true, 4, 3)).judge("S21"))
                .as("zeroed and copied").matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s21WantsTheErrorThatIomapKept() {
        Event[] one = {DATA, submit(0, 0, 0, 1), new SetError(0, -28)};
        assertThat(iomap(fails(0), BLOCK, -28, one).judge("S21").holds()).isTrue();
        assertThat(iomap(fails(0), BLOCK, 0, one).judge("S21").violations())
                .containsExactly("The completer of request 0 read error 0, and -28 was kept.");
    }

    @Test
    void s21SaysWhetherABioFailed() {
        Story.Part submission = task(0).says(aioWrite(0, 0, 1), dioAlloc(0), submit(0, 0, 0, 1));
        assertThat(Story.of(submission, irq(0).says(fails(0)), kworker(0).says(gathered(0, BLOCK, 0, false))).judge("S21").violations())
                .containsExactly("The completer of request 0 read io_error 0, and one of its bios failed.");
        assertThat(Story.of(submission, irq(0).says(ends(0)), kworker(0).says(gathered(0, BLOCK, -5, false))).judge("S21").violations())
                .containsExactly("The completer of request 0 read io_error -5, and none of its bios failed.");
    }

    private static Story read(long size, long gathered, long res, Event... meanwhile) {
        return Story.of(task(0).says(aioRead(0, 1, 2, size), queued(0)), task(1).says(meanwhile),
                irq(0).says(gathered(0, gathered, 0, false), completes(0, res)));
    }

    @Test
    void s46LetsAReadBeCutOnlyAtASizeThatTheFileHad() {
        assertThat(read(2 * BLOCK + 100, 2 * BLOCK, BLOCK + 100).judge("S46").holds()).isTrue();
        assertThat(read(2 * BLOCK + 100, 2 * BLOCK, BLOCK + 99).judge("S46").violations())
                .containsExactly("request 0 was completed with 4195, read 8192 bytes, and does not end at i_size.");
        assertThat(read(3 * BLOCK, 2 * BLOCK, 100, new SetIsize(0, BLOCK + 100)).judge("S46").holds()).as("truncated meanwhile").isTrue();
        assertThat(read(3 * BLOCK, 2 * BLOCK, 100, new SetIsize(0, BLOCK + 101)).judge("S46").holds()).isFalse();
        assertThat(read(3 * BLOCK, BLOCK, BLOCK).judge("S46").holds()).as("all that was read").isTrue();
        assertThat(read(3 * BLOCK, BLOCK, 0).judge("S46").holds()).as("told that there was nothing").isFalse();
        assertThat(read(BLOCK, BLOCK, 0).judge("S46").holds()).as("at the end").isTrue();
        assertThat(read(3 * BLOCK, BLOCK, -5).judge("S46").holds()).as("an error").isTrue();
        assertThat(Story.of(irq(0).says(gathered(0, BLOCK, 0, false), completes(0, 7))).judge("S46").holds())
                .as("a request that nobody saw enter").isTrue();
    }

    @Test
    void s46WantsAWriteToBeToldAllThatWasTransferredAndNoMore() {
        for (long res : new long[] {0, BLOCK, -5}) {
            Story story = Story.of(task(0).says(aioWrite(0, 0, 1), queued(0)),
                    irq(0).says(gathered(0, BLOCK, 0, false), completes(0, res)));
            assertThat(story.judge("S46").holds()).isEqualTo(res != 0);
        }
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), queued(0)), irq(0).says(gathered(0, 0, 0, false), completes(0, 0)))
                .judge("S46").holds()).isTrue();
    }

    @Test
    void s46MeasuresTheEndOfTheFileFromWhereTheReadBegins() {
        assertThat(Story.of(task(0).says(aioRead(0, 1, 1, BLOCK + 100), returns(0, 100))).judge("S46").holds()).isTrue();
        assertThat(Story.of(task(0).says(aioRead(0, 1, 1, BLOCK + 100), returns(0, 101))).judge("S46").violations())
                .containsExactly("request 0 read 101 bytes, beyond i_size.");
        assertThat(Story.of(task(0).says(aioRead(0, 1, 1, BLOCK), returns(0, 0))).judge("S46").holds()).as("at the very end").isTrue();
    }

    @Test
    void s46TakesAnErrorNumberForOneUnlessTheReadBeganSoFarBeyondTheEnd() {
        for (int errno : new int[] {-1, -5, -133}) {
            assertThat(Story.of(task(0).says(aioRead(0, 0, 1, BLOCK), returns(0, errno))).judge("S46").holds()).isTrue();
        }
        assertThat(Story.of(task(0).says(aioRead(0, 0, 1, BLOCK), returns(0, -134))).judge("S46").holds()).isFalse();
    }

    @Test
    void s46NamesTheCodeThatIsNotForTheApplication() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), returns(0, -15))).judge("S46").violations()).singleElement().asString()
                .contains("with -ENOTBLK");
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), queued(0))).judge("S46").violations()).singleElement().asString()
                .contains("with -EIOCBQUEUED");
    }

    @Test
    void s46CountsTheBytesOfGoodBiosAlone() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 2), submit(0, 0, 0, 1), submit(0, 1, 1, 1)), irq(0).says(ends(0), fails(1)),
                task(0).says(returns(0, 2 * BLOCK))).judge("S46").violations()).singleElement().asString()
                .contains("its bios wrote 4096 bytes");
    }

    @Test
    void l2LooksAtTheBiosOfTheSleepersOwnRequest() {
        Story story = Story.of(task(0).says(syncWrite(0, 0, 1), submit(0, 0, 0, 1), new Schedule("dio_await_one")),
                task(1).says(aioWrite(1, 1, 1), submit(1, 1, 1, 1)), irq(0).says(ends(0)));
        assertThat(story.stuck(task(0)).judge("L2").positions()).containsExactly(new int[] {2});
    }

    private static Story waits(Event... write) {
        return Story.of(task(0).says(write), task(1).says(new DioWaitBegin(0)), irq(0).says(ends(0)));
    }

    private static int l5(Story story, String waitsFor) {
        return story.stuckAt(waitsFor, irq(0)).alsoStuckAt("AWAIT_NE wait", task(1)).judge("L5").violations().size();
    }

    private static Issue write(int ino) {
        return new Issue(0, ino, true, false, 0, BLOCK, false, 64 * BLOCK, 12);
    }

    @Test
    void l5IsAboutLocksOfAnyKind() {
        Story story = waits(write(0), dioGet(1), submit(0, 0, 0, 1));
        assertThat(l5(story, "LOCK inode#0.i_mutex")).isEqualTo(1);
        assertThat(l5(story, "DOWN_WRITE inode#0.i_rwsem")).isEqualTo(1);
        assertThat(l5(story, "AWAIT_EQ page.writeback")).isZero();
        assertThat(story.stuckAt("LOCK inode#0.i_mutex", irq(0)).alsoStuckAt("AWAIT_NE wait", task(1)).judge("L5").judged()).isEqualTo(1);
    }

    @Test
    void l5IsAboutARequestThatKeepsTheCountOfThatInodeRaised() {
        String lock = "LOCK inode#0.i_mutex";
        assertThat(l5(waits(write(0), dioGet(1), submit(0, 0, 0, 1), Said.dioDone(0)), lock)).as("it has given it up").isZero();
        assertThat(l5(waits(write(0), submit(0, 0, 0, 1)), lock)).as("it never raised it").isZero();
        assertThat(l5(waits(write(1), dioGet(1), submit(0, 0, 0, 1)), lock)).as("of another inode").isZero();
        assertThat(l5(waits(write(-1), dioGet(1), submit(0, 0, 0, 1)), lock)).as("of any").isEqualTo(1);
        assertThat(l5(Story.of(task(0).says(submit(0, 0, 0, 1)), irq(0).says(ends(0), dioGet(1)), task(1).says(new DioWaitBegin(0))),
                lock)).as("one that nobody saw enter").isEqualTo(1);
        Story other = Story.of(task(0).says(write(0), dioGet(1), submit(0, 0, 0, 1)), task(1).says(new DioWaitBegin(1)),
                irq(0).says(ends(0)));
        assertThat(l5(other, lock)).as("somebody waits for another inode").isZero();
    }

    @Test
    void l6CountsAConversionThatIsStuckAsJudged() {
        assertThat(Story.of(kworker(0).says(Said.convertBegin(1, 0, 0, 1))).stuck(kworker(0)).judge("L6").judged()).isEqualTo(1);
    }

    @Test
    void l10JudgesOnlyAllocationsThatFail() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), new IoEndAlloc(0, 0), wqAlloc(0, 0), queued(0))).judge("L10"))
                .matches(v -> v.holds() && v.judged() == 0);
        assertThat(Story.of(task(0).says(wqAlloc(-1, -1), new IoEndAlloc(-1, -1))).judge("L10").judged()).as("for no request").isZero();
    }

    @Test
    void l10TakesAResultOfNothingForNoError() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), wqAlloc(0, -1), returns(0, 0))).judge("L10").violations())
                .singleElement().asString().contains("not reported with an error");
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), wqAlloc(0, -1))).judge("L10").violations()).hasSize(1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioWrite;
import static endio.property.Said.completes;
import static endio.property.Said.convertBegin;
import static endio.property.Said.convertEnd;
import static endio.property.Said.dioGet;
import static endio.property.Said.ends;
import static endio.property.Said.fails;
import static endio.property.Said.gathered;
import static endio.property.Said.queued;
import static endio.property.Said.returns;
import static endio.property.Said.submit;
import static endio.property.Said.syncWrite;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.BioEvent.BioSubmit;
import endio.event.Event;
import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.SyncBegin;
import endio.event.FileSystemEvent.SyncEnd;
import endio.event.InodeEvent.Invalidate;
import endio.event.InodeEvent.SetIsize;
import endio.event.IoEndEvent.DioUnwrittenBit;
import endio.event.IoEndEvent.IoEndAlloc;
import endio.event.RequestEvent.Issue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S8, S23 to S25, S32, S34, S37 and S49 where little decides. */
class ConversionDetailsTest {

    private static Issue write(int ino, long off, long bytes, int blkbits) {
        return new Issue(0, ino, true, false, off, bytes, false, 64 * BLOCK, blkbits);
    }

    private static BioSubmit bio(int bio, long off, long bytes) {
        return new BioSubmit(0, 0, -1, bio, true, 0, off, bytes, 1);
    }

    private static Event converts(long off, long bytes, BlockRun... runs) {
        return new ConvertEnd(1, 0, 0, -1, off, bytes, -1, 0, List.of(runs));
    }

    @Test
    void s8DoesNotJudgeACountThatIsStillRaised() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1)), kworker(0).says(convertEnd(1, 0, 0, 1))).judge("S8"))
                .matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s23IsAboutTheBlocksOfTheBioThatFailedAndNoOthers() {
        Story.Part writes = task(0).says(write(0, 2 * BLOCK, 2 * BLOCK, 12), bio(0, 2 * BLOCK, BLOCK), bio(1, 3 * BLOCK, BLOCK));
        Story.Part ended = irq(0).says(fails(0), ends(1));
        assertThat(Story.of(writes, ended, kworker(0).says(converts(3 * BLOCK, BLOCK, new BlockRun(3, 1)))).judge("S23"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(writes, ended, kworker(0).says(converts(2 * BLOCK, BLOCK, new BlockRun(2, 1)))).judge("S23").positions())
                .singleElement().isEqualTo(new int[] {3, 5});
        Story.Part first = task(0).says(write(0, 0, 2 * BLOCK, 12), bio(0, 0, BLOCK), bio(1, BLOCK, BLOCK));
        assertThat(Story.of(first, ended, kworker(0).says(converts(BLOCK, BLOCK, new BlockRun(1, 1)))).judge("S23").holds()).isTrue();
    }

    @Test
    void s23TakesABioOfUnknownPlaceForTheWholeRequest() {
        Story.Part unplaced = task(0).says(write(0, 2 * BLOCK, 2 * BLOCK, 12), bio(0, -1, BLOCK));
        for (int lblk = 1; lblk < 5; lblk++) {
            assertThat(Story.of(unplaced, irq(0).says(fails(0)), kworker(0).says(converts(0, 9 * BLOCK, new BlockRun(lblk, 1))))
                    .judge("S23").holds()).as("block %d", lblk).isEqualTo(lblk < 2 || lblk > 3);
        }
        assertThat(Story.of(task(0).says(bio(0, -1, BLOCK)), irq(0).says(fails(0)),
                kworker(0).says(converts(0, BLOCK, new BlockRun(0, 1)))).judge("S23").holds())
                .as("and for anything where nobody saw the request enter").isFalse();
    }

    @Test
    void s23ComparesBytesWhereTheBlockSizeIsNotKnown() {
        for (Event issue : new Event[] {write(0, 0, 9 * BLOCK, -1), returns(9, 0)}) {
            Story.Part writes = task(0).says(issue, bio(0, 2 * BLOCK, BLOCK));
            for (long[] range : new long[][] {{0, 2 * BLOCK}, {0, 2 * BLOCK + 1}, {3 * BLOCK, BLOCK}, {3 * BLOCK - 1, BLOCK}}) {
                assertThat(Story.of(writes, irq(0).says(fails(0)), kworker(0).says(converts(range[0], range[1], new BlockRun(77, 1))))
                        .judge("S23").holds()).as("from %d", range[0]).isEqualTo(range[0] % BLOCK == 0 && range[1] % BLOCK == 0);
            }
        }
    }

    @Test
    void blocksMayBeAsSmallAsAByte() {
        Story.Part writes = task(0).says(write(0, 4, 2, 0), bio(0, 4, 1), bio(1, 5, 1));
        Story.Part ended = irq(0).says(ends(0), fails(1));
        Story good = Story.of(writes, ended, kworker(0).says(converts(0, 9, new BlockRun(4, 1))));
        assertThat(good.judge("S23")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(good.judge("S24")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(writes, ended, kworker(0).says(converts(0, 9, new BlockRun(5, 1)))).judge("S24").holds()).isFalse();
    }

    @Test
    void s24DoesNotJudgeARunThatWasCutWhileBiosWereInFlight() {
        Story inFlight = Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1)), kworker(0).says(convertEnd(1, 0, 0, 1)));
        assertThat(inFlight.cut().judge("S24").judged()).isZero();
        assertThat(inFlight.crashed().judge("S24").holds()).isFalse();
        Story ended = Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1)), irq(0).says(fails(0)),
                kworker(0).says(convertEnd(1, 0, 0, 1)));
        assertThat(ended.cut().judge("S24").holds()).isFalse();
    }

    @Test
    void s25NamesTheBioThatWasSubmittedTooLateOrTheConversionThatBeganWithOneInFlight() {
        Story late = Story.of(task(0).says(aioWrite(0, 0, 2), submit(0, 0, 0, 1)), irq(0).says(ends(0)),
                kworker(0).says(convertBegin(1, 0, 0, 1)), task(0).says(submit(0, 1, 1, 1)));
        assertThat(late.judge("S25").violations()).containsExactly("bio 1 of request 0 was submitted after its conversion had begun.",
                "The conversion of request 0 began while its bios were in flight.");
        assertThat(late.judge("S25").positions()).containsExactly(new int[] {4, 3}, new int[] {3});
        Story inFlight = Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1)), kworker(0).says(convertBegin(1, 0, 0, 1)));
        assertThat(inFlight.judge("S25").violations())
                .containsExactly("The conversion of request 0 began while its bios were in flight.");
    }

    private static final Event GROWS = new SetIsize(0, 66 * BLOCK);
    private static final Story.Part EXTENDING = task(0).says(write(0, 64 * BLOCK, 2 * BLOCK, 12), bio(0, 64 * BLOCK, BLOCK),
            bio(1, 65 * BLOCK, BLOCK));

    @Test
    void s32NamesTheBioThatTheSizeOvertookOrGrewOver() {
        Story early = Story.of(EXTENDING, irq(0).says(ends(0)), task(0).says(GROWS), irq(1).says(ends(1)));
        assertThat(early.judge("S32").positions()).containsExactly(new int[] {4}, new int[] {5, 4});
        assertThat(early.judge("S32").violations()).containsOnly("The size grew before the data of request 0 was on disk.");
        Story never = Story.of(EXTENDING, irq(0).says(ends(0)), task(0).says(GROWS));
        assertThat(never.judge("S32").positions()).containsExactly(new int[] {4});
        Story chance = Story.of(EXTENDING, irq(0).says(ends(0), ends(1)), task(0).says(GROWS)).unordered();
        assertThat(chance.judge("S32").positions()).containsExactly(new int[] {3, 5}, new int[] {4, 5});
        assertThat(chance.ordered(4, 5).judge("S32").holds()).isTrue();
    }

    @Test
    void s32LetsTheSizeGrowUpToTheBioThatFailed() {
        for (long size : new long[] {65 * BLOCK, 65 * BLOCK + 1}) {
            Story story = Story.of(EXTENDING, irq(0).says(ends(0), fails(1)), task(0).says(new SetIsize(0, size)));
            assertThat(story.judge("S32").holds()).isEqualTo(size == 65 * BLOCK);
        }
        for (long off : new long[] {63 * BLOCK, 63 * BLOCK + 1}) {
            Story story = Story.of(task(0).says(write(0, 63 * BLOCK, 2 * BLOCK, 12), bio(0, off, BLOCK)), irq(0).says(fails(0)),
                    task(0).says(GROWS));
            assertThat(story.judge("S32").holds()).as("what failed lay below the old size").isEqualTo(off == 63 * BLOCK);
        }
        Issue first = new Issue(0, 0, true, true, 0, BLOCK, false, 0, 12);
        assertThat(Story.of(task(0).says(first, bio(0, 0, BLOCK)), irq(0).says(fails(0)), task(0).says(new SetIsize(0, BLOCK)))
                .judge("S32").violations()).as("an empty file").hasSize(1);
        assertThat(Story.of(task(0).says(first, bio(0, -1, BLOCK)), irq(0).says(fails(0)), task(0).says(new SetIsize(0, BLOCK)))
                .judge("S32").holds()).as("nobody knows where the bio was").isTrue();
    }

    @Test
    void s32JudgesASizeThatGrowsByTheWriteItself() {
        Event grows = new SetIsize(0, 64 * BLOCK + 1);
        assertThat(Story.of(task(0).says(write(0, 0, BLOCK, 12), new SetIsize(0, 64 * BLOCK))).judge("S32").judged())
                .as("it stays").isZero();
        assertThat(Story.of(task(0).says(write(1, 0, BLOCK, 12), grows)).judge("S32").judged()).as("of another file").isZero();
        assertThat(Story.of(task(0).says(write(0, 0, BLOCK, 12), new SetIsize(1, 99 * BLOCK))).judge("S32").judged()).isZero();
        assertThat(Story.of(task(0).says(write(-1, 0, BLOCK, 12), grows)).judge("S32").judged()).as("of any file").isEqualTo(1);
    }

    @Test
    void s32LeavesBiosOfWritebackAside() {
        BioSubmit writeback = new BioSubmit(-1, -1, 0, 7, true, 0, 0, BLOCK, 1);
        Story story = Story.of(task(0).says(write(0, 0, BLOCK, 12), writeback, GROWS), irq(0).says(ends(7), ends(8)));
        assertThat(story.judge("S32")).matches(v -> v.holds() && v.judged() == 1);
    }

    private static final Event DROP = new Invalidate(0, 0, 0, 0);

    @Test
    void s34IsViolatedByAReportThatMayOvertakeTheDrop() {
        Story returned = Story.of(task(0).says(syncWrite(0, 0, 1)), kworker(0).says(gathered(0, BLOCK, 0, true), DROP),
                task(0).says(returns(0, BLOCK)));
        assertThat(returned.judge("S34")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(returned.unordered().judge("S34").positions()).singleElement().isEqualTo(new int[] {2, 3});
        Story completed = Story.of(task(0).says(aioWrite(0, 0, 1)), kworker(0).says(gathered(0, BLOCK, 0, true), DROP),
                irq(0).says(completes(0, BLOCK)));
        assertThat(completed.judge("S34").holds()).isTrue();
        assertThat(completed.unordered().judge("S34").violations())
                .containsExactly("request 0 may be reported before cached pages of it are dropped.");
    }

    @Test
    void s34KnowsACompleterUntilItsOwnRequestIsReported() {
        Story.Part first = kworker(0).says(gathered(0, BLOCK, 0, true));
        Story.Part second = kworker(1).says(gathered(1, BLOCK, 0, true));
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), aioWrite(1, 1, 1)), first, second, kworker(0).says(completes(0, BLOCK)),
                kworker(1).says(DROP, convertBegin(1, 1, 1, 1), convertEnd(1, 1, 1, 1)));
        assertThat(story.judge("S34").violations()).singleElement().asString().contains("before request 1 was converted");
        Story after = Story.of(task(0).says(aioWrite(0, 0, 1)), first, kworker(0).says(completes(0, BLOCK), DROP));
        assertThat(after.judge("S34")).as("it drops pages for somebody else").matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s34ForgetsAnAttemptThatCameToNothing() {
        Story story = Story.of(task(0).says(syncWrite(0, 0, 1), gathered(0, 0, 0, false), Said.dioAlloc(0), DROP,
                convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1)));
        assertThat(story.judge("S34")).as("the submitter tries again").matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s37AnswersForSuccessfulWritesAlsoWhereARecordingBeginsWithTheReport() {
        Story.Part fsync = task(1).says(new SyncBegin("fsync"), new SyncEnd("fsync", 0));
        Story.Part converted = kworker(0).says(convertEnd(1, 0, 0, 1));
        assertThat(Story.of(irq(0).says(completes(0, BLOCK)), fsync, converted).judge("S37").positions())
                .singleElement().isEqualTo(new int[] {3, 2});
        assertThat(Story.of(irq(0).says(completes(0, 0)), fsync, converted).judge("S37").judged()).isZero();
        assertThat(Story.of(irq(0).says(completes(0, -5)), fsync, converted).judge("S37").judged()).isZero();
    }

    @Test
    void s49CountsAMarkOnTheInodeAsJudged() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), new IoEndAlloc(0, 0), new DioUnwrittenBit(0, 1), queued(0))).judge("S49"))
                .matches(v -> !v.holds() && v.judged() == 1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioRead;
import static endio.property.Said.aioWrite;
import static endio.property.Said.completes;
import static endio.property.Said.convertBegin;
import static endio.property.Said.convertEnd;
import static endio.property.Said.dioDone;
import static endio.property.Said.dioGet;
import static endio.property.Said.ends;
import static endio.property.Said.inodeLock;
import static endio.property.Said.inodeUnlock;
import static endio.property.Said.publish;
import static endio.property.Said.submit;
import static endio.property.Said.truncateBegin;
import static endio.property.Said.truncateEnd;
import static endio.property.Said.workEnd;
import static endio.property.Said.workStart;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.BioEvent.BioSubmit;
import endio.event.Event;
import endio.event.InodeEvent.CacheFill;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.InodeEvent.InodeDioGet;
import endio.event.InodeEvent.InodeLockShared;
import endio.event.InodeEvent.InodeUnlock;
import endio.event.InodeEvent.InodeUnlockShared;
import endio.event.InodeEvent.TruncateBegin;
import endio.event.InodeEvent.TruncateEnd;
import endio.event.InodeEvent.UnlockedDioBlocked;
import endio.event.InodeEvent.UnlockedDioSeen;
import endio.event.FileSystemEvent.Frozen;
import endio.event.FileSystemEvent.JournalDestroy;
import endio.event.FileSystemEvent.PutSuper;
import endio.event.FileSystemEvent.Thaw;
import endio.event.RequestEvent.Issue;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import org.junit.jupiter.api.Test;

/** S29 to S31, S35, S36 and S45 where little decides. */
class ExclusionDetailsTest {
    private static final Story.Part TRUNCATE = task(1).says(truncateBegin(0), truncateEnd(0));

    @Test
    void s29ShowsTheLastOfTheDecrementsThatAreTooLate() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), dioGet(2), submit(0, 0, 0, 1)), irq(0).says(ends(0)),
                TRUNCATE, irq(0).says(dioDone(1), dioDone(0)));
        assertThat(story.judge("S29").positions()).containsExactly(new int[] {8, 5});
        Story mixed = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), dioGet(2), submit(0, 0, 0, 1), dioDone(1)),
                irq(0).says(ends(0), dioDone(0)), TRUNCATE).unordered().ordered(6, 7);
        assertThat(mixed.judge("S29").positions()).containsExactly(new int[] {4, 7});
    }

    @Test
    void s29TellsInodesApart() {
        Event otherBegin = new TruncateBegin(1, 0);
        Event otherEnd = new TruncateEnd(1, 0);
        Story.Part write = task(0).says(aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1));
        assertThat(Story.of(write, task(1).says(otherBegin, otherEnd)).judge("S29").judged()).isZero();
        assertThat(Story.of(task(1).says(truncateBegin(0)), task(2).says(otherBegin, otherEnd), write).judge("S29").violations())
                .as("the end of another one is not its end").hasSize(1);
        assertThat(Story.of(task(1).says(truncateBegin(0), truncateEnd(0)), task(2).says(truncateBegin(0), truncateEnd(0)), write)
                .unordered().ordered(1, 6).ordered(3, 6).judge("S29").holds()).as("one after the other").isTrue();
    }

    @Test
    void s29KeepsTheConversionOfARequestApartWhereverItIs() {
        Story.Part write = task(0).says(aioWrite(0, 0, 1));
        Story.Part later = task(1).says(truncateBegin(5), truncateEnd(5));
        assertThat(Story.of(write, kworker(0).says(convertBegin(1, 0, 0, 1)), later, kworker(0).says(convertEnd(1, 0, 0, 1)))
                .judge("S29").positions()).containsExactly(new int[] {4, 2});
        assertThat(Story.of(write, kworker(0).says(convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1)), later).judge("S29"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(write, kworker(0).says(convertBegin(1, 0, 0, 1)), later).judge("S29").positions())
                .as("it never ends").containsExactly(new int[] {1, 2});
        assertThat(Story.of(write, kworker(0).says(convertEnd(1, 0, 0, 1)), later).judge("S29").judged())
                .as("one of which a recording has only the end").isZero();
    }

    private static Event read(int req, int ino, int blkbits) {
        return new Issue(req, ino, false, false, 0, 3 * BLOCK, false, 64 * BLOCK, blkbits);
    }

    @Test
    void s29TakesTheBlockSizeOfTheInodeFromItsRequests() {
        BioSubmit bio = new BioSubmit(0, 0, -1, 0, false, 0, 0, 2 * BLOCK, 1);
        Story.Part truncate = task(1).says(truncateBegin(2), truncateEnd(2));
        Story.Part ended = irq(0).says(ends(0), dioDone(0));
        assertThat(Story.of(task(0).says(read(0, 0, 12), dioGet(1), bio), truncate, ended).judge("S29").judged()).isZero();
        assertThat(Story.of(task(0).says(read(0, 0, -1), dioGet(1), bio), truncate, ended).judge("S29").violations())
                .as("not known").hasSize(1);
        assertThat(Story.of(task(0).says(read(0, 0, -1), dioGet(1), bio), task(2).says(read(1, 1, 12)), truncate, ended)
                .judge("S29").violations()).as("known of another inode").hasSize(1);
        BioSubmit second = new BioSubmit(1, 0, -1, 0, false, 0, 0, 2 * BLOCK, 1);
        assertThat(Story.of(task(2).says(read(0, 1, 0)), task(0).says(read(1, 0, 12), dioGet(1), second), truncate, ended)
                .judge("S29").judged()).as("that of another inode does not count").isZero();
        assertThat(Story.of(task(0).says(read(0, 0, 0), dioGet(1), new BioSubmit(0, 0, -1, 0, false, 0, 0, 2, 1)), truncate, ended)
                .judge("S29").judged()).as("blocks of a byte").isZero();
    }

    @Test
    void s30KeepsTwoHoldersOfTheLockApart() {
        Story story = Story.of(task(1).says(inodeLock(), new DioWaitEnd(0)), task(0).says(aioWrite(0, 0, 1), inodeLock(), dioGet(1)));
        assertThat(story.unordered().judge("S30")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s30IsViolatedByARequestThatHasGivenTheLockUp() {
        Story.Part wait = task(1).says(inodeLock(), new DioWaitEnd(0));
        for (Event[] lock : new Event[][] {{inodeLock(), inodeUnlock()}, {new InodeLockShared(0, 0), new InodeUnlockShared(0, 0)}}) {
            Story story = Story.of(wait, task(0).says(aioWrite(0, 0, 1), lock[0], lock[1], dioGet(1)));
            assertThat(story.unordered().judge("S30").positions()).containsExactly(new int[] {1, 5});
        }
        assertThat(Story.of(wait, task(0).says(aioWrite(0, 0, 1), inodeUnlock(), inodeLock(), dioGet(1))).judge("S30").holds())
                .as("a recording that begins while it holds the lock").isTrue();
    }

    @Test
    void s30LetsOthersBeginOnceTheWaiterHasUnlocked() {
        Story story = Story.of(task(1).says(inodeLock(), new DioWaitEnd(0), inodeUnlock()), task(0).says(aioWrite(0, 0, 1), dioGet(1)));
        assertThat(story.judge("S30")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(story.unordered().judge("S30").positions()).as("only by chance").containsExactly(new int[] {2, 4});
    }

    @Test
    void s30IsNotLetInBySomebodyElseNorForAnotherInode() {
        Story.Part wait = task(1).says(inodeLock(), new DioWaitEnd(0));
        Story.Part write = task(0).says(aioWrite(0, 0, 1), dioGet(1));
        assertThat(Story.of(wait, task(2).says(inodeUnlock()), write).judge("S30").positions()).containsExactly(new int[] {1, 4});
        assertThat(Story.of(wait, task(1).says(new InodeUnlock(1, -1)), write).judge("S30").violations()).hasSize(1);
        assertThat(Story.of(wait, task(1).says(inodeUnlock()), task(1).says(new UnlockedDioBlocked(0, false)), write).judge("S30").holds())
                .isTrue();
    }

    @Test
    void s30JudgesOthersRequestsOfTheSameInodeThatBegin() {
        Story.Part wait = task(1).says(new DioWaitEnd(0));
        assertThat(Story.of(wait, task(0).says(aioWrite(0, 0, 1), new InodeDioGet(1, 1))).judge("S30").judged()).isZero();
        assertThat(Story.of(wait, task(1).says(aioWrite(0, 0, 1), dioGet(1))).judge("S30").judged()).as("its own").isZero();
        assertThat(Story.of(wait, task(0).says(aioRead(0, 0, 1, BLOCK), dioGet(1), new UnlockedDioSeen(0, 0, true))).judge("S30")
                .judged()).as("it backs off").isZero();
        assertThat(Story.of(wait, task(0).says(submit(0, 0, 0, 1)), irq(0).says(ends(0), dioGet(1))).judge("S30").violations())
                .as("one that nobody saw enter").hasSize(1);
    }

    @Test
    void s30CountsFromTheFirstIncrementOfARequestThatDoesNotBackOff() {
        Story story = Story.of(task(1).says(inodeLock(), new DioWaitEnd(0)), task(0).says(aioRead(0, 0, 1, BLOCK), dioGet(1),
                new UnlockedDioSeen(0, 0, false), inodeLock(), dioGet(2)));
        assertThat(story.judge("S30").positions()).containsExactly(new int[] {1, 4});
    }

    @Test
    void s30WantsAllCountsGivenUpBeforeTheWaitReturns() {
        Story story = Story.of(task(0).says(aioRead(0, 0, 1, BLOCK), dioGet(1), new UnlockedDioSeen(0, 0, false), dioDone(0)),
                task(1).says(new DioWaitEnd(0)));
        assertThat(story.judge("S30").holds()).isTrue();
        assertThat(story.unordered().judge("S30").positions()).containsExactly(new int[] {4, 2});
    }

    private static final Event SET = new UnlockedDioBlocked(0, true);
    private static final Event RESUMED = new UnlockedDioBlocked(0, false);
    private static final Event WAITED = new DioWaitEnd(0);
    private static final Story.Part READS = task(0).says(aioRead(0, 0, 1, BLOCK), dioGet(1), new UnlockedDioSeen(0, 0, false), dioDone(0));

    @Test
    void s31IsAboutTheOneWhoSetTheFlagOfThatInode() {
        assertThat(Story.of(task(1).says(SET, WAITED), task(2).says(RESUMED), READS).judge("S31").violations())
                .as("somebody else lets readers in").hasSize(1);
        assertThat(Story.of(task(1).says(SET, WAITED, new UnlockedDioBlocked(1, false)), READS).judge("S31").violations()).hasSize(1);
        assertThat(Story.of(task(1).says(SET), task(2).says(WAITED), READS).judge("S31").judged())
                .as("somebody else waited").isZero();
        assertThat(Story.of(task(1).says(SET, new DioWaitEnd(1)), READS).judge("S31").judged()).isZero();
        assertThat(Story.of(task(1).says(SET, RESUMED), READS, task(1).says(WAITED)).judge("S31").judged())
                .as("it waits for something else, later").isZero();
    }

    private static Event fill(int by) {
        return new CacheFill(0, 2, "written", by);
    }

    @Test
    void s35CallsOldWhatWasOverBeforeTheWriteBegan() {
        Story.Part first = task(0).says(aioWrite(0, 2, 1), completes(0, BLOCK));
        Story.Part second = task(1).says(aioWrite(1, 2, 1), completes(1, BLOCK));
        assertThat(Story.of(first, second, task(2).says(fill(0))).judge("S35").positions()).containsExactly(new int[] {4, 3});
        assertThat(Story.of(first, second, task(2).says(fill(1))).judge("S35").positions())
                .as("the first one is overwritten").isEmpty();
        assertThat(Story.of(first, second, task(2).says(fill(0))).unordered().judge("S35").holds()).as("either may be the last").isTrue();
        assertThat(Story.of(task(0).says(aioWrite(0, 2, 1)), second, task(2).says(fill(0))).judge("S35").holds())
                .as("it is not over").isTrue();
        assertThat(Story.of(irq(0).says(completes(0, BLOCK)), second, task(2).says(fill(0))).judge("S35").violations())
                .as("over before the recording").hasSize(1);
    }

    @Test
    void s35IsAboutThePagesOfTheWrite() {
        Event two = new Issue(0, 0, true, false, 2 * BLOCK, 2 * BLOCK, false, 64 * BLOCK, 12);
        for (int page = 1; page < 5; page++) {
            Story story = Story.of(task(1).says(new CacheFill(0, page, "written", -1)), task(0).says(two, completes(0, 2 * BLOCK)));
            assertThat(story.judge("S35").holds()).as("page %d", page).isEqualTo(page < 2 || page > 3);
        }
        assertThat(Story.of(task(1).says(new CacheFill(1, 2, "written", -1)), task(0).says(two, completes(0, BLOCK))).judge("S35").holds())
                .as("of another file").isTrue();
        Event tiny = new Issue(0, 0, true, false, 2, 1, false, 64, 0);
        assertThat(Story.of(task(1).says(fill(-1)), task(0).says(tiny, completes(0, 1))).judge("S35").violations()).hasSize(1);
        Event unknown = new Issue(0, 0, true, false, 2 * BLOCK, BLOCK, false, 64 * BLOCK, -1);
        assertThat(Story.of(task(1).says(fill(-1)), task(0).says(unknown, completes(0, BLOCK))).judge("S35").judged()).isZero();
    }

    @Test
    void s36NamesWhatWasUnderWayWhenTheJournalWentAway() {
        assertThat(Story.of(task(1).says(new JournalDestroy()), kworker(0).says(workStart(0), convertBegin(1, 0, 0, 1),
                convertEnd(1, 0, 0, 1), workEnd(0))).judge("S36").violations()).containsExactly(
                "work#0 began after the journal was destroyed.", "conversion 1 began after the journal was destroyed.",
                "conversion 1 ended after the journal was destroyed.", "work#0 ended after the journal was destroyed.");
    }

    @Test
    void s36ShowsTheDestructionOfAQueueIfThereWasOne() {
        assertThat(Story.of(task(0).says(publish(0, true)), task(1).says(new PutSuper())).judge("S36").positions())
                .containsExactly(new int[] {1});
        assertThat(Story.of(task(0).says(publish(0, true)), task(2).says(new WqDestroy(0), new WqDestroyed(0)),
                task(1).says(new PutSuper())).unordered().judge("S36").positions()).containsExactly(new int[] {2, 3});
    }

    @Test
    void s45AppliesToTheEndIfNobodyThaws() {
        Story.Part submission = task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1));
        assertThat(Story.of(submission, irq(0).says(ends(0)), task(1).says(new Frozen())).judge("S45"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(submission, task(1).says(new Frozen()), irq(0).says(ends(0))).judge("S45").positions())
                .containsExactly(new int[] {3, 2});
    }

    @Test
    void s45BeginsWithAFreezeEvenIfTheRecordingBeganWithinOne() {
        Story story = Story.of(task(1).says(new Thaw(), new Frozen()), task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1)),
                irq(0).says(ends(0)), task(1).says(new Thaw()));
        assertThat(story.judge("S45").positions()).containsExactly(new int[] {4, 1});
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.inline;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.BioEvent.BioSubmit;
import endio.event.FileSystemEvent.JournalDestroy;
import endio.event.FileSystemEvent.PutSuper;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.InodeEvent.Evict;
import endio.event.InodeEvent.InodeLockShared;
import endio.event.InodeEvent.InodeUnlockShared;
import endio.event.InodeEvent.UnlockedDioBlocked;
import endio.event.InodeEvent.UnlockedDioSeen;
import endio.event.LockEvent.Locked;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import org.junit.jupiter.api.Test;

/** S29, S30, S36, S41: who must not meet whom. */
class ExclusionPropertiesTest {

    private static Story writeThenTruncate() {
        return Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1), queued(0)),
                irq(0).says(ends(0), dioDone(0), completes(0, BLOCK)),
                task(1).says(truncateBegin(0), truncateEnd(0)));
    }

    @Test
    void s29HoldsIfTheTruncateHasWaited() {
        assertThat(writeThenTruncate().unordered().ordered(5, 7).judge("S29"))
                .matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s29HoldsIfTheTruncateIsOverFirst() {
        Story story = Story.of(task(1).says(truncateBegin(0), truncateEnd(0)),
                task(0).says(aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1), queued(0)), irq(0)
                .says(ends(0), dioDone(0)));
        assertThat(story.unordered().ordered(1, 4).judge("S29")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s29IsViolatedByATruncateInBetweenOrWithoutAnyOrder() {
        assertThat(writeThenTruncate().unordered().judge("S29").positions().get(0)).containsExactly(5, 7);
        Story between = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1)),
                task(1).says(truncateBegin(0), truncateEnd(0)), irq(0).says(ends(0), dioDone(0)));
        assertThat(between.judge("S29").holds()).isFalse();
    }

    @Test
    void s29CountsTheSecondCountOfAWriteAndAConversionBesides() {
        Story second = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), dioGet(2), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), dioDone(1)), task(1).says(truncateBegin(0), truncateEnd(0)),
                task(0).says(dioDone(0)));
        assertThat(second.judge("S29").holds()).isFalse();
        Story conversion = Story.of(kworker(0).says(convertBegin(1, 0, 0, 1)), task(1)
                .says(truncateBegin(0), truncateEnd(0)),
                kworker(0).says(convertEnd(1, 0, 0, 1)));
        assertThat(conversion.judge("S29").holds()).isFalse();
    }

    @Test
    void s29LetsAReadOfWhatStaysRunBesideTheRemoval() {
        BioSubmit low = new BioSubmit(0, 0, -1, 0, false, 0, 0, BLOCK, 1);
        BioSubmit high = new BioSubmit(0, 0, -1, 0, false, 0, 2 * BLOCK, BLOCK, 1);
        for (BioSubmit bio : new BioSubmit[] {low, high}) {
            Story story = Story.of(task(0).says(aioRead(0, 0, 3, 9 * BLOCK), dioGet(1), bio),
                    task(1).says(truncateBegin(1), truncateEnd(1)), irq(0).says(ends(0), dioDone(0)));
            assertThat(story.judge("S29").holds()).isEqualTo(bio == low);
        }
    }

    @Test
    void s29LetsWritebackConvertWhatStays() {
        for (int lblk : new int[] {0, 1}) {
            Story story = Story.of(task(0).says(aioRead(0, 0, 1, 9 * BLOCK)), kworker(0)
                    .says(convertBegin(1, -1, lblk, 1)),
                    task(1).says(truncateBegin(1), truncateEnd(1)), kworker(0).says(convertEnd(1, -1, lblk, 1)));
            assertThat(story.judge("S29").holds()).isEqualTo(lblk == 0);
        }
    }

    @Test
    void s30HoldsForARequestThatTheLockKeepsOutAndForAReaderThatBacksOff() {
        Story locked = Story.of(task(1).says(inodeLock(), new DioWaitEnd(0), inodeUnlock()),
                task(0).says(aioWrite(0, 0, 1), inodeLock(), dioGet(1)));
        assertThat(locked.unordered().ordered(2, 4).judge("S30")).matches(v -> v.holds() && v.judged() == 1);
        Story reader = Story.of(task(1).says(inodeLock(), new UnlockedDioBlocked(0, true), new DioWaitEnd(0)),
                task(0).says(aioRead(0, 0, 1, BLOCK), dioGet(1), new UnlockedDioSeen(0, 0, true), dioDone(0)),
                task(1).says(new UnlockedDioBlocked(0, false), inodeUnlock()),
                task(0).says(inodeLock(), dioGet(1)));
        assertThat(reader.judge("S30").holds()).isTrue();
    }

    @Test
    void s30HoldsForASharedHolderBesideAnExclusiveWaiterButNotBesideASharedOne() {
        Story exclusive = Story.of(task(1).says(inodeLock(), new DioWaitEnd(0), inodeUnlock()),
                task(0).says(aioRead(0, 0, 1, BLOCK), new InodeLockShared(0, 0), dioGet(1),
                new InodeUnlockShared(0, 0)));
        assertThat(exclusive.unordered().judge("S30")).matches(v -> v.holds() && v.judged() == 1);
        Story shared = Story.of(task(1).says(new InodeLockShared(0, -1), new DioWaitEnd(0)),
                task(0).says(aioRead(0, 0, 1, BLOCK), new InodeLockShared(0, 0), dioGet(1)));
        assertThat(shared.judge("S30").holds()).isFalse();
    }

    @Test
    void s30HoldsForAReaderThatBeganBeforeTheWaitOrBeginsAfterTheWindow() {
        Story before = Story.of(task(0)
                .says(aioRead(0, 0, 1, BLOCK), dioGet(1), new UnlockedDioSeen(0, 0, false), dioDone(0)),
                task(1).says(new DioWaitEnd(0), new UnlockedDioBlocked(0, false)));
        assertThat(before.unordered().ordered(3, 4).judge("S30")).matches(v -> v.holds() && v.judged() == 1);
        Story after = Story.of(task(1).says(new DioWaitEnd(0), new UnlockedDioBlocked(0, false)),
                task(0).says(aioRead(0, 0, 1, BLOCK), dioGet(1), new UnlockedDioSeen(0, 0, false)));
        assertThat(after.unordered().ordered(1, 4).judge("S30")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s30IsViolatedByAReaderThatBeginsInTheWindowOrMayDoSo() {
        Story inside = Story.of(task(1).says(inodeLock(), new DioWaitEnd(0)),
                task(0).says(aioRead(0, 0, 1, BLOCK), dioGet(1), new UnlockedDioSeen(0, 0, false)),
                task(1).says(inodeUnlock()));
        assertThat(inside.judge("S30").violations()).hasSize(1);
        Story unordered = Story.of(task(1).says(new DioWaitEnd(0), new UnlockedDioBlocked(0, false)),
                task(0).says(aioRead(0, 0, 1, BLOCK), dioGet(1), new UnlockedDioSeen(0, 0, false)));
        assertThat(unordered.judge("S30").holds()).isTrue();
        assertThat(unordered.unordered().judge("S30").holds()).isFalse();
    }

    @Test
    void s36HoldsIfUmountDrainsEvictsAndDestroysInThisOrder() {
        Story story = Story.of(task(0).says(publish(0, true)), kworker(0)
                .says(workStart(0), convertEnd(1, 0, 0, 1), workEnd(0)),
                task(1).says(new Evict(0), new WqDestroy(0), new WqDestroyed(0), new PutSuper(), new JournalDestroy()));
        assertThat(story.unordered().ordered(0, 5).ordered(3, 6).judge("S36"))
                .matches(v -> v.holds() && v.judged() == 2);
    }

    @Test
    void s36IsViolatedByAWorkThatMayOutliveTheJournalAndByAQueueThatOutlivesPutSuper() {
        Story work = Story.of(kworker(0).says(workStart(0), workEnd(0)), task(1).says(new JournalDestroy()));
        assertThat(work.judge("S36").holds()).isTrue();
        assertThat(work.unordered().judge("S36").holds()).isFalse();
        assertThat(Story.of(task(1).says(new JournalDestroy()), kworker(0).says(convertBegin(1, 0, 0, 1))).judge("S36")
                .holds())
                .isFalse();
        assertThat(Story.of(task(0).says(publish(0, true)), task(1)
                .says(new PutSuper(), new WqDestroy(0), new WqDestroyed(0)))
                .judge("S36").holds()).isFalse();
        assertThat(Story.of(task(0).says(publish(0, true)), task(1).says(new WqDestroy(0), new Evict(0))).judge("S36")
                .holds())
                .isFalse();
    }

    @Test
    void s41HoldsIfInterruptsAreOffWhereverALockOfInterruptsIsTaken() {
        assertThat(Story.of(task(0).says(spinLock("dio#0.bio_lock")), irq(0).says(spinLock("dio#1.bio_lock")))
                .judge("S41"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(new Locked("sb#0.lock", true, false))).judge("S41").holds())
                .as("no interrupt takes it").isTrue();
    }

    @Test
    void s41IsViolatedByALockOfTheSameClassWithInterruptsOn() {
        assertThat(Story.of(task(0).says(new Locked("dio#0.bio_lock", true, false)), irq(0)
                .says(spinLock("dio#1.bio_lock")))
                .judge("S41").positions().get(0)).containsExactly(0, 1);
        assertThat(Story.of(inline(1, 0).says(spinLock("dio#1.bio_lock")), task(0)
                .says(new Locked("dio#0.bio_lock", true, false)))
                .judge("S41").holds()).isFalse();
    }

    @Test
    void s41IsViolatedByASleepingLockWhereNothingMaySleepAndByACompletionThatTakesIMutex() {
        assertThat(Story.of(irq(0).says(mutexLock("m"))).judge("S41").holds()).isFalse();
        assertThat(Story.of(task(0).says(spinLock("s"), mutexLock("m"))).judge("S41").holds()).isFalse();
        assertThat(Story.of(kworker(0).says(workStart(0), inodeLock())).judge("S41").holds()).isFalse();
        assertThat(Story.of(kworker(0).says(workStart(0), workEnd(0), inodeLock())).judge("S41").holds()).isTrue();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioWrite;
import static endio.property.Said.dioAlloc;
import static endio.property.Said.ends;
import static endio.property.Said.free;
import static endio.property.Said.gathered;
import static endio.property.Said.queue;
import static endio.property.Said.ref;
import static endio.property.Said.spinLock;
import static endio.property.Said.submit;
import static endio.property.Said.unlock;
import static endio.property.Said.use;
import static endio.property.Said.work;
import static endio.property.Said.workEnd;
import static endio.property.Said.workStart;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.DioEvent.DioFree;
import endio.event.DioEvent.WaiterClear;
import endio.event.DioEvent.WaiterSet;
import endio.event.IoEndEvent.ListSplice;
import endio.event.IomapEvent.CallerStart;
import endio.event.LockEvent.Schedule;
import endio.event.WorkEvent.InitWork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S3, S9 to S12, S38 and S41 to S44 where little decides. */
class LifetimeDetailsTest {

    @Test
    void s3CountsSleepingItselfAsACallThatMaySleep() {
        assertThat(Story.of(irq(0).says(new Schedule("inode_dio_wait"))).judge("S3").violations()).singleElement().asString()
                .contains("schedule for inode_dio_wait");
    }

    @Test
    void s9NamesABioThatWasSubmittedAfterZeroAndACountBelowIt() {
        Story late = Story.of(task(0).says(dioAlloc(0), ref(0, 1, 2), ref(0, 2, 1), ref(0, 1, 0), submit(0, 0, 0, 1)),
                irq(0).says(ends(0)));
        assertThat(late.judge("S9").violations()).containsExactly(
                "bio 0 was submitted after the reference count of dio 0 had reached zero.",
                "The reference count of dio 0 reached zero before bio 0 had ended.");
        assertThat(late.judge("S9").positions()).containsExactly(new int[] {4, 3}, new int[] {5, 3});
        assertThat(Story.of(task(0).says(dioAlloc(0), ref(0, 1, 0), ref(0, 0, -1))).judge("S9").violations())
                .containsExactly("The reference count of dio 0 fell to -1.");
    }

    @Test
    void s9IsViolatedAtZeroWithABioThatNeverEndsUnlessTheRunWasCut() {
        Story story = Story.of(task(0).says(dioAlloc(0), ref(0, 1, 2), submit(0, 0, 0, 1), ref(0, 2, 1)), irq(1).says(ref(0, 1, 0)));
        assertThat(story.judge("S9").violations()).singleElement().asString().contains("although 1 of its bios never ended");
        assertThat(story.stuck(task(0)).judge("S9").violations()).hasSize(1);
        assertThat(story.cut().judge("S9").holds()).isTrue();
        assertThat(story.crashed().judge("S9").holds()).isTrue();
    }

    @Test
    void s9CountsAZeroThatIsNeverReachedAsJudged() {
        assertThat(Story.of(task(0).says(dioAlloc(0), ref(0, 1, 2))).judge("S9").judged()).isEqualTo(1);
    }

    @Test
    void s10IsViolatedByADropOfTheSubmittersOwnThatComesAfterZero() {
        Story story = Story.of(task(0).says(dioAlloc(0)), irq(0).says(ref(0, 1, 0)), task(0).says(ref(0, 0, -1)));
        assertThat(story.judge("S10").positions()).singleElement().isEqualTo(new int[] {2, 1});
    }

    @Test
    void s10TakesOnlyALowerCountForADrop() {
        Story story = Story.of(task(0).says(dioAlloc(0), ref(0, 1, 1), ref(0, 1, 2)), irq(0).says(ref(0, 1, 0)));
        assertThat(story.judge("S10").positions()).singleElement().isEqualTo(new int[] {3});
    }

    @Test
    void s11IsViolatedInWhicheverOrderTheTwoContextsCome() {
        assertThat(Story.of(kworker(0).says(workStart(0)), task(0).says(gathered(0, BLOCK, 0, true))).judge("S11").positions())
                .singleElement().isEqualTo(new int[] {1, 0});
        Story.Actor worker = new Story.Actor(new Context(0, ContextKind.KWORKER, "kworker0"));
        assertThat(Story.of(worker.says(workStart(0)), irq(0).says(gathered(0, BLOCK, 0, true))).judge("S11").violations()).hasSize(1);
    }

    @Test
    void s11IsViolatedByADioThatIsFreedTwice() {
        assertThat(Story.of(task(0).says(new DioFree(0), new DioFree(1)), irq(0).says(new DioFree(0))).judge("S11").violations())
                .containsExactly("dio 0 was freed twice.");
    }

    @Test
    void s12LetsTheOneWhoWaitsUseTheDioBesideWhoeverDropsLast() {
        Story.Part waits = task(0).says(aioWrite(0, 0, 1), dioAlloc(0), new WaiterSet(0), ref(0, 2, 1));
        assertThat(Story.of(waits, irq(0).says(ref(0, 1, 0), use("dio", 0)), task(0).says(use("dio", 0))).judge("S12").holds()).isTrue();
        assertThat(Story.of(waits, irq(0).says(ref(0, 1, 0)), irq(1).says(use("dio", 0))).judge("S12").violations())
                .containsExactly("dio#0 is used after the last reference was dropped, by somebody who does not own it.");
    }

    @Test
    void s12LeavesTheDioToTheWaiterOnceItIsTakenOff() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), new WaiterSet(0), ref(0, 2, 1)),
                irq(0).says(ref(0, 1, 0), new WaiterClear(0), use("dio", 0)), task(0).says(use("dio", 0)));
        assertThat(story.judge("S12").violations())
                .containsExactly("dio#0 is used after its waiter was taken off, by somebody who does not own it.");
        assertThat(story.judge("S12").positions()).containsExactly(new int[] {6, 5});
    }

    @Test
    void s12TakesAWaiterThatTakesItselfOffForNobodyWhoWaits() {
        Story.Part waits = task(0).says(aioWrite(0, 0, 1), dioAlloc(0), new WaiterSet(0), new WaiterClear(0), ref(0, 2, 1));
        assertThat(Story.of(waits, irq(0).says(ref(0, 1, 0), use("dio", 0))).judge("S12").holds()).isTrue();
        assertThat(Story.of(waits, irq(0).says(ref(0, 1, 0)), task(0).says(use("dio", 0))).judge("S12").positions())
                .containsExactly(new int[] {6, 5});
        Story nobody = Story.of(irq(0).says(new WaiterClear(0), use("dio", 0)), irq(1).says(use("dio", 0)));
        assertThat(nobody.judge("S12").holds()).isTrue();
    }

    @Test
    void s12HandsTheDioToTheIssuerThatIsAsked() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), ref(0, 2, 1)), irq(0).says(ref(0, 1, 0)),
                task(0).says(new CallerStart(0), use("dio", 0)), irq(0).says(use("dio", 0)));
        assertThat(story.judge("S12").violations())
                .containsExactly("dio#0 is used after its issuer was asked, by somebody who does not own it.");
    }

    @Test
    void s12ForgivesAWorkerThatSaysThatItRunsTheItemAndNoOther() {
        Story story = Story.of(irq(0).says(ref(0, 1, 0)), kworker(0).says(use("dio", 0)));
        assertThat(story.judge("S12").positions()).containsExactly(new int[] {1, 0});
        assertThat(story.cut().judge("S12").holds()).as("it may say so yet").isTrue();
        assertThat(Story.of(irq(0).says(ref(0, 1, 0)), kworker(0).says(use("dio", 0), workStart(0))).judge("S12").holds()).isTrue();
    }

    @Test
    void s12IsAboutDiosOfBothEngines() {
        assertThat(Story.of(irq(0).says(free("iomap_dio", 0), use("iomap_dio", 0))).judge("S12").positions())
                .as("also where a recording begins with it").containsExactly(new int[] {1, 0});
        assertThat(Story.of(irq(0).says(ref(0, 1, 0)), task(0).says(use("io_end", 0), free("io_end", 0))).judge("S12"))
                .matches(v -> v.holds() && v.judged() == 0);
        assertThat(Story.of(irq(0).says(ref(0, 1, 0)), task(0).says(use("dio", 0))).judge("S12").positions())
                .containsExactly(new int[] {1, 0});
    }

    @Test
    void s38WantsTheLockForTakingTheListToo() {
        ListSplice splice = new ListSplice("unrsv", List.of(0));
        Story unlocked = Story.of(irq(0).says(spinLock("list"), new endio.event.IoEndEvent.ListAdd("unrsv", 0), unlock("list")),
                kworker(0).says(splice));
        assertThat(unlocked.judge("S38").violations()).containsExactly("An io_end is taken off unrsv without the list lock.");
    }

    @Test
    void s38ShowsTheAdditionOfAnIoEndIfThereWasOne() {
        ListSplice splice = new ListSplice("unrsv", List.of(0));
        assertThat(Story.of(kworker(0).says(splice)).judge("S38").positions()).containsExactly(new int[] {0});
        assertThat(Story.of(irq(0).says(new endio.event.IoEndEvent.ListAdd("unrsv", 0)), kworker(0).says(splice)).unordered()
                .judge("S38").positions()).containsExactly(new int[] {0, 1});
    }

    @Test
    void s41JudgesALockOfInterruptsOnce() {
        assertThat(Story.of(irq(0).says(spinLock("dio#0.bio_lock"), unlock("dio#0.bio_lock")), irq(1).says(spinLock("dio#1.bio_lock")))
                .judge("S41").judged()).isEqualTo(1);
    }

    private static final InitWork INIT = new InitWork(work(0));

    @Test
    void s42TakesTheSubmittersDropForItsLastUseOfThePages() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0)), irq(0).says(ref(0, 1, 0), INIT, queue(0)),
                task(0).says(ref(0, 1, 2), ref(0, 2, 1)));
        assertThat(story.judge("S42").positions()).containsExactly(new int[] {6, 3});
        Story never = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), ref(0, 1, 2), ref(0, 2, 2)),
                irq(0).says(ref(0, 1, 0), INIT, queue(0)));
        assertThat(never.judge("S42").violations()).singleElement().asString().contains("never dropped its reference");
    }

    @Test
    void s43ShowsTheLastDropIfThereWasOne() {
        assertThat(Story.of(irq(0).says(INIT, queue(0))).judge("S43").positions()).containsExactly(new int[] {0});
        assertThat(Story.of(irq(0).says(ref(0, 1, 0)), irq(1).says(INIT, queue(0))).judge("S43").positions())
                .containsExactly(new int[] {0, 1});
    }

    @Test
    void s44TakesTheEndOfAWorkForThatOfItsOwnWorker() {
        Story story = Story.of(kworker(0).says(workStart(0)), kworker(1).says(workStart(0), workEnd(0)), kworker(2).says(workStart(0)));
        assertThat(story.judge("S44").positions()).containsExactly(new int[] {0, 1}, new int[] {0, 3});
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioWrite;
import static endio.property.Said.alloc;
import static endio.property.Said.completes;
import static endio.property.Said.convertBegin;
import static endio.property.Said.convertEnd;
import static endio.property.Said.dioAlloc;
import static endio.property.Said.dioDone;
import static endio.property.Said.dioGet;
import static endio.property.Said.ends;
import static endio.property.Said.fails;
import static endio.property.Said.free;
import static endio.property.Said.gathered;
import static endio.property.Said.queue;
import static endio.property.Said.queued;
import static endio.property.Said.returns;
import static endio.property.Said.submit;
import static endio.property.Said.syncWrite;
import static endio.property.Said.use;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.FileSystemEvent.Frozen;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.FileSystemEvent.JournalStop;
import endio.event.FileSystemEvent.OrphanAdd;
import endio.event.FileSystemEvent.OrphanDel;
import endio.event.FileSystemEvent.Thaw;
import endio.event.InodeEvent.CacheDrop;
import endio.event.InodeEvent.CacheFill;
import endio.event.InodeEvent.DioWaitEnd;
import endio.event.InodeEvent.Invalidate;
import endio.event.InodeEvent.SetIsize;
import endio.event.InodeEvent.UnlockedDioBlocked;
import endio.event.InodeEvent.UnlockedDioSeen;
import endio.event.RequestEvent.AioComplete;
import endio.event.WorkEvent.NoWorkers;
import org.junit.jupiter.api.Test;

/** S15, S28, S31, S32, S34, S35, S45, S47 and L7: what each takes for right, and what for wrong. */
class LaterPropertiesTest {
    private static final long BEYOND = 1L << 40;
    private static final Event GROWS = new SetIsize(0, BEYOND);
    private static final Event FLUSHED = new GenericWriteSync(0, 0, BLOCK, true, 0);

    @Test
    void s15AnInodeIsNotUsedOnceItIsFreed() {
        Story held = Story.of(task(0).says(alloc("inode", 0, -1), use("inode", 0)), task(1).says(free("inode", 0)));
        assertThat(held.judge("S15")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(held.unordered().judge("S15").holds()).as("nothing keeps it").isFalse();
        assertThat(Story.of(task(1).says(free("file", 0)), task(0).says(use("file", 0))).judge("S15").holds()).isFalse();
    }

    @Test
    void s28TheSizeGrowsBeforeTheFlush() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), GROWS, FLUSHED)).judge("S28"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), FLUSHED, GROWS)).judge("S28").holds()).isFalse();
    }

    @Test
    void s31OneOfTheTwoSeesTheOther() {
        Event clear = new UnlockedDioSeen(0, 0, false);
        Event set = new UnlockedDioBlocked(0, true);
        Event waited = new DioWaitEnd(0);
        Event resumed = new UnlockedDioBlocked(0, false);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), clear, dioDone(0)), task(1).says(set, waited, resumed))
                .judge("S31")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(1).says(set, waited, resumed), task(0).says(aioWrite(0, 0, 1), dioGet(1), clear, dioDone(0)))
                .judge("S31").holds()).isTrue();
        assertThat(Story.of(task(1).says(set, waited), task(0).says(aioWrite(0, 0, 1), dioGet(1), clear, dioDone(0)))
                .judge("S31").holds()).isFalse();
        assertThat(Story.of(task(1).says(waited, set), task(0).says(aioWrite(0, 0, 1), dioGet(1), clear, dioDone(0)))
                .judge("S31").holds()).as("looked before it set the flag").isFalse();
    }

    @Test
    void s32TheSizeGrowsAfterTheData() {
        Story.Part submission = task(0).says(syncWrite(0, 0, 1), submit(0, 0, 0, 1));
        assertThat(Story.of(submission, irq(0).says(ends(0)), task(0).says(GROWS)).judge("S32"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(submission, task(0).says(GROWS), irq(0).says(ends(0))).judge("S32").holds()).isFalse();
        Story.Part beyond = task(0).says(syncWrite(0, 1 << 20, 1), submit(0, 0, 1 << 20, 1));
        assertThat(Story.of(beyond, irq(0).says(fails(0)), task(0).says(GROWS)).judge("S32").holds()).isFalse();
    }

    @Test
    void s32AnOrphanStaysOneUntilTheSizeGrows() {
        Story.Part before = task(0).says(syncWrite(0, 0, 1), new OrphanAdd(0), submit(0, 0, 0, 1));
        assertThat(Story.of(before, irq(0).says(ends(0)), task(0).says(new OrphanDel(0), GROWS, new JournalStop(0)))
                .judge("S32").holds()).isTrue();
        assertThat(Story.of(before, irq(0).says(ends(0)), task(0).says(new OrphanDel(0), new JournalStop(0), GROWS))
                .judge("S32").holds()).isFalse();
    }

    @Test
    void s34PagesAreDroppedBetweenConversionAndReport() {
        Event drop = new Invalidate(0, 0, 0, 0);
        Story.Part submission = task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1), queued(0));
        Event gathered = gathered(0, BLOCK, 0, true);
        assertThat(Story.of(submission, kworker(0).says(gathered, convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1), drop,
                completes(0, BLOCK))).judge("S34")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(submission, kworker(0).says(gathered, drop, convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1),
                completes(0, BLOCK))).judge("S34").holds()).isFalse();
    }

    @Test
    void s35APageDoesNotKeepWhatWasThereBefore() {
        Story.Part submission = task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1), queued(0));
        Event old = new CacheFill(0, 0, "written", -1);
        Event dropped = new CacheDrop(0, 0);
        Event current = new CacheFill(0, 0, "written", 0);
        assertThat(Story.of(submission, task(1).says(old, dropped, current), irq(0).says(completes(0, BLOCK))).judge("S35"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(submission, task(1).says(old), irq(0).says(completes(0, BLOCK))).judge("S35").holds()).isFalse();
        assertThat(Story.of(submission, task(1).says(old), irq(0).says(completes(0, -5))).judge("S35").holds())
                .as("a write that failed promises nothing").isTrue();
    }

    @Test
    void s45NothingEndsOnAFrozenFileSystem() {
        Story.Part submission = task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1), queued(0));
        Story.Part freezer = task(1).says(new Frozen(), new Thaw());
        assertThat(Story.of(submission, irq(0).says(ends(0)), freezer).judge("S45"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(freezer, submission, irq(0).says(ends(0))).judge("S45").holds()).isTrue();
        assertThat(Story.of(submission, irq(0).says(ends(0)), freezer).unordered().judge("S45").holds()).isFalse();
    }

    @Test
    void s47ThePositionMovesByWhatIsReported() {
        Event submission = aioWrite(0, 0, 1);
        assertThat(Story.of(task(0).says(submission), irq(0).says(new AioComplete(0, BLOCK, BLOCK))).judge("S47"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(submission), irq(0).says(new AioComplete(0, BLOCK, 2 * BLOCK))).judge("S47").holds())
                .isFalse();
        assertThat(Story.of(task(0).says(submission), irq(0).says(new AioComplete(0, BLOCK, 0))).judge("S47").judged())
                .as("the older core leaves it to its callers").isZero();
    }

    @Test
    void l7WhatIsQueuedGetsDoneWithoutWorkers() {
        Story.Part submission = task(0).says(new NoWorkers(0, true), aioWrite(0, 0, 1), dioAlloc(0), submit(0, 0, 0, 1), queued(0));
        assertThat(Story.of(submission, irq(0).says(ends(0), queue(0)), kworker(0).says(completes(0, BLOCK))).judge("L7"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(submission, irq(0).says(ends(0), queue(0))).judge("L7").holds()).isFalse();
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), returns(0, BLOCK))).judge("L7").judged()).isZero();
    }
}

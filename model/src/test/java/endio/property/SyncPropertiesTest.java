// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioWrite;
import static endio.property.Said.completes;
import static endio.property.Said.convertBegin;
import static endio.property.Said.convertEnd;
import static endio.property.Said.dioAlloc;
import static endio.property.Said.ends;
import static endio.property.Said.queued;
import static endio.property.Said.ref;
import static endio.property.Said.returns;
import static endio.property.Said.submit;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.DioEvent.Wake;
import endio.event.Event;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.IomapEvent.IomapBio;
import endio.event.RequestEvent.Durable;
import org.junit.jupiter.api.Test;

/** S26, and what synchronous requests of iomap mean for S5. */
class SyncPropertiesTest {
    private static Event flushed(int req) {
        return new GenericWriteSync(req, 0, BLOCK, true, 0);
    }

    private static final Story.Part SUBMISSION = task(0).says(aioWrite(0, 0, 1), new Durable(0), submit(0, 0, 0, 1),
            queued(0));

    @Test
    void s26HoldsIfTheFlushComesBetweenTheDataAndTheCompletion() {
        Story story = Story.of(SUBMISSION, irq(0).says(ends(0)),
                kworker(0).says(convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1), flushed(0), completes(0, BLOCK)));
        assertThat(story.judge("S26")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(story.unordered().judge("S26").holds()).as("the end of the bio may come after the flush").isFalse();
        assertThat(story.unordered().ordered(4, 5).judge("S26").holds()).isTrue();
    }

    @Test
    void s26IsViolatedByAFlushThatComesTooLateTooEarlyOrNever() {
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0)), kworker(0).says(completes(0, BLOCK), flushed(0)))
                .judge("S26").positions()).hasSize(1).first().isEqualTo(new int[] {6, 5});
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0)),
                kworker(0).says(flushed(0), convertBegin(1, 0, 0, 1), convertEnd(1, 0, 0, 1), completes(0, BLOCK)))
                .judge("S26").holds()).isFalse();
        Story never = Story.of(SUBMISSION, irq(0).says(ends(0)), kworker(0).says(completes(0, BLOCK)));
        assertThat(never.judge("S26").violations()).hasSize(1);
        assertThat(Story.of(SUBMISSION, irq(0).says(ends(0)), kworker(0).says(completes(0, -5))).judge("S26").holds())
                .as("a failed request needs no flush").isTrue();
    }

    @Test
    void s26HoldsWithoutAFlushIfEachBioIsWrittenThroughAndHasEnded() {
        Story through = Story.of(task(0).says(aioWrite(0, 0, 2), new Durable(0), through(true), submit(0, 0, 0, 1),
                through(true), submit(0, 1, 1, 1), queued(0)), irq(0).says(ends(0)), irq(1).says(ends(1), completes(0, 2 * BLOCK)));
        assertThat(through.judge("S26")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(through.unordered().judge("S26").holds()).as("the other bio may end after the completion").isFalse();
    }

    @Test
    void s26IsViolatedIfOneOfTheBiosIsNotWrittenThrough() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 2), new Durable(0), through(true), submit(0, 0, 0, 1),
                through(false), submit(0, 1, 1, 1), queued(0)), irq(0).says(ends(0), ends(1), completes(0, 2 * BLOCK)))
                .judge("S26").holds()).isFalse();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 2), new Durable(0), through(true), submit(0, 0, 0, 1),
                submit(0, 1, 1, 1), queued(0)), irq(0).says(ends(0), ends(1), completes(0, 2 * BLOCK)))
                .judge("S26").holds()).as("what is said of one bio holds for that one").isFalse();
    }

    private static Event through(boolean fua) {
        return new IomapBio(0, fua, false);
    }

    @Test
    void s5HoldsIfTheBioThatDropsTheLastReferenceWakesTheSubmitter() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), ref(0, 2, 1)),
                irq(0).says(ref(0, 1, 0), new Wake(0)), task(0).says(returns(0, BLOCK)));
        assertThat(story.unordered().judge("S5")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s9IsViolatedByABioThatEndsTwice() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), ref(0, 2, 1), ends(0), ref(0, 1, 0)));
        assertThat(story.judge("S9").violations()).anyMatch(s -> s.contains("ended twice"));
    }

    @Test
    void s6IsViolatedWhereARequestLowersTheCountOnceTooOften() {
        Story story = Story.of(task(0).says(Said.dioGet(2)), irq(0).says(Said.dioDone(1), Said.dioDone(0)));
        assertThat(story.judge("S6").positions()).hasSize(1).first().isEqualTo(new int[] {2});
    }
}

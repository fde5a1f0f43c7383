// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.inline;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** S4 to S7: who reports a request, and what comes before that. */
class CompletionPropertiesTest {

    @Test
    void s4HoldsForAReturnAndForACompletion() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), returns(0, BLOCK))).judge("S4"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), queued(0)), irq(0).says(completes(0, BLOCK))).judge("S4"))
                .matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s4IsViolatedTwiceOrNeverButNotIfTheRunWasCut() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), returns(0, BLOCK)), irq(0).says(completes(0, BLOCK)))
                .judge("S4")
                .positions().get(0)).containsExactly(1, 2);
        Story never = Story.of(task(0).says(aioWrite(0, 0, 1), queued(0)));
        assertThat(never.judge("S4").violations()).hasSize(1);
        assertThat(never.cut().judge("S4").holds()).isTrue();
        assertThat(never.crashed().judge("S4").holds()).isTrue();
    }

    @Test
    void s5HoldsIfTheOneWhoDropsLastDecides() {
        Story byBio = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), ref(0, 1, 2), ref(0, 2, 1), queued(0)),
                irq(0).says(ref(0, 1, 0)));
        assertThat(byBio.unordered().judge("S5")).matches(v -> v.holds() && v.judged() == 1);
        Story byTask = Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), ref(0, 1, 2)), irq(0).says(ref(0, 2, 1)),
                task(0).says(ref(0, 1, 0), returns(0, BLOCK)));
        assertThat(byTask.unordered().judge("S5")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s5IsViolatedEitherWay() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), ref(0, 1, 0), queued(0))).judge("S5").holds())
                .isFalse();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0)), irq(0).says(ref(0, 1, 0)),
                task(0).says(returns(0, BLOCK))).judge("S5").holds()).isFalse();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0)), inline(0, 0).says(ref(0, 1, 0)),
                task(0).says(returns(0, BLOCK))).judge("S5").holds()).as("a bio that ends inside its submission")
                .isFalse();
    }

    @Test
    void s6HoldsIfTheCountIsBalanced() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), dioGet(2), dioDone(1)), irq(0)
                .says(dioDone(0)));
        assertThat(story.judge("S6")).matches(v -> v.holds() && v.judged() == 2);
    }

    @Test
    void s6IsViolatedByADoneTooManyOrTooFew() {
        assertThat(Story.of(task(0).says(dioGet(1), dioDone(0), dioDone(-1))).judge("S6").violations()).isNotEmpty();
        Story missing = Story.of(task(0).says(dioGet(1)));
        assertThat(missing.judge("S6").violations()).hasSize(1);
        assertThat(missing.cut().judge("S6").holds()).isTrue();
    }

    @Test
    void s7HoldsForACompletionThatFollowsItsDone() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 0, 1), dioGet(1), dioGet(2), submit(0, 0, 0, 1), dioDone(1), queued(0)),
                irq(0).says(ends(0), dioDone(0), completes(0, BLOCK)));
        assertThat(story.unordered().judge("S7")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s7HoldsForEachOfTwoRequestsThatOneWorkerCompletes() {
        Story story = Story.of(task(0).says(aioWrite(0, 0, 1), dioGet(1), queued(0)),
                task(1).says(aioWrite(1, 1, 1), dioGet(2), queued(1)),
                kworker(0).says(workStart(0), dioDone(1), completes(0, BLOCK), dioDone(0), completes(1, BLOCK)));
        assertThat(story.judge("S7")).matches(v -> v.holds() && v.judged() == 2);
    }

    @Test
    void s7IsViolatedIfTheCompleterCompletesFirst() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 0, 1), dioGet(1), dioGet(2), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), completes(0, BLOCK), dioDone(1)),
                task(0).says(dioDone(0), queued(0)));
        assertThat(story.judge("S7").positions().get(0)).containsExactly(6, 5);
    }

    @Test
    void s7IsViolatedIfADoneOfTheSubmitterIsOnlyByChanceFirst() {
        Story story = Story.of(
                task(0).says(aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1), dioDone(0), queued(0)),
                irq(0).says(ends(0), completes(0, BLOCK)));
        assertThat(story.judge("S7").holds()).isTrue();
        assertThat(story.unordered().judge("S7").holds()).isFalse();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.MappingEvent.GetBlock;
import org.junit.jupiter.api.Test;

/** Q1 and Q2: what a request costs. */
class CostPropertiesTest {

    @Test
    void q1HoldsForOneDioAndForTheIoEndOfAnAsynchronousWrite() {
        assertThat(Story.of(task(0)
                .says(aioWrite(0, 0, 1), alloc("io_end", 0, 0), alloc("dio", 0, 0), alloc("bio", 0, 0)))
                .judge("Q1")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), alloc("dio", 0, 0))).judge("Q1").holds()).isTrue();
    }

    @Test
    void q1IsViolatedByAnIoEndTooManyOrASecondDio() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), alloc("dio", 0, 0), alloc("io_end", 0, 0))).judge("Q1")
                .holds())
                .isFalse();
        assertThat(Story.of(task(0).says(aioRead(0, 0, 1, BLOCK), alloc("dio", 0, 0), alloc("io_end", 0, 0)))
                .judge("Q1").holds())
                .isFalse();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), alloc("io_end", 0, 0), alloc("io_end", 1, 0))).judge("Q1")
                .holds())
                .isFalse();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), alloc("dio", 0, 0), alloc("dio", 1, 0))).judge("Q1")
                .holds()).isFalse();
    }

    @Test
    void q2HoldsForOneWorkWhereUnwrittenBlocksWereMetAndForNoneElsewhere() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), unwritten(0, 0, 1), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), queue(0)), kworker(0).says(workStart(0))).judge("Q2"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), written(0, 0, 1), submit(0, 0, 0, 1)),
                irq(0).says(ends(0))).judge("Q2")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void q2IsViolatedByASecondWorkAndByADeferralThatNobodyNeeds() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), unwritten(0, 0, 1), submit(0, 0, 0, 1)),
                irq(0).says(ends(0), queue(0), queue(0))).judge("Q2").holds()).isFalse();
        GetBlock needless = new GetBlock(0, 0, 1, false, 0, 1, true, false, false, true, false, 100);
        assertThat(Story.of(task(0).says(aioRead(0, 0, 1, BLOCK), dioAlloc(0), needless, submit(0, 0, 0, 1)),
                irq(0).says(ends(0), queue(0))).judge("Q2").holds()).isFalse();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.queue;
import static endio.property.Said.work;
import static endio.property.Said.workEnd;
import static endio.property.Said.workStart;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.MemoryEvent.Reuse;
import endio.event.ObjectId;
import endio.event.WorkEvent.QueueWork;
import org.junit.jupiter.api.Test;

/** L12: what lies where a freed dio lay is queued and run as if it lay anywhere. */
class FalseCollisionTest {
    private static final Event REUSE = new Reuse(new ObjectId("dio", 1), new ObjectId("dio", 0));

    @Test
    void holdsIfTheItemIsRunHoweverLate() {
        Story delayed = Story.of(irq(0).says(queue(0)), kworker(0).says(workStart(0)), task(1).says(REUSE),
                irq(1).says(queue(1)), kworker(0).says(workEnd(0)), kworker(1).says(workStart(1), workEnd(1)));
        assertThat(delayed.judge("L12")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void isViolatedIfItIsNeverRun() {
        Story lost = Story.of(irq(0).says(queue(0)), kworker(0).says(workStart(0)), task(1).says(REUSE),
                irq(1).says(queue(1)), kworker(0).says(workEnd(0)));
        assertThat(lost.judge("L12").positions().get(0)).containsExactly(3);
        assertThat(lost.cut().judge("L12").holds()).isTrue();
    }

    @Test
    void isViolatedIfItIsTakenForPending() {
        Event refused = new QueueWork(work(1), 0, "dio", 1, false);
        assertThat(Story.of(task(1).says(REUSE), irq(1).says(refused)).judge("L12").positions().get(0)).containsExactly(1);
    }

    @Test
    void saysNothingOfItemsThatLieWhereNothingLay() {
        assertThat(Story.of(irq(1).says(queue(1))).judge("L12")).matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void isJudgedUnlessTheRunWasCutOrAWorkerIsStuckItself() {
        Story lost = Story.of(task(1).says(REUSE), irq(1).says(queue(1)));
        assertThat(lost.judge("L12").violations()).containsExactly("The item of dio 1, where dio#0 lay, was queued and never run.");
        assertThat(lost.stuck(task(0)).judge("L12").violations()).hasSize(1);
        assertThat(lost.stuck(kworker(0)).judge("L12").holds()).as("it waits behind that").isTrue();
        assertThat(lost.crashed().judge("L12").holds()).isTrue();
    }

    @Test
    void isAboutDios() {
        Event ioEnd = new Reuse(new ObjectId("io_end", 1), new ObjectId("io_end", 0));
        assertThat(Story.of(task(1).says(ioEnd), irq(1).says(queue(1))).judge("L12").judged()).isZero();
        Event iomap = new Reuse(new ObjectId("iomap_dio", 1), new ObjectId("iomap_dio", 0));
        assertThat(Story.of(task(1).says(iomap), irq(1).says(queue(1))).judge("L12").violations()).hasSize(1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.FileSystemEvent.GenericWriteSync;
import endio.event.InodeEvent.SetIsize;
import endio.event.RequestEvent.Issue;
import org.junit.jupiter.api.Test;

/** S21, S22, S33, S46: what a request is told. */
class ResultPropertiesTest {

    private static Story gather(Event end, long result, long ioError, boolean defer) {
        return Story.of(task(0).says(aioWrite(0, 0, 1), dioAlloc(0), defers(0), submit(0, 0, 0, 1)),
                irq(0).says(end), kworker(0).says(gathered(0, result, ioError, defer)));
    }

    @Test
    void s21HoldsIfTheCompleterReadsWhatTheOthersLeft() {
        assertThat(gather(ends(0), BLOCK, 0, true).judge("S21")).matches(v -> v.holds() && v.judged() == 1);
        assertThat(gather(fails(0), BLOCK, -5, true).judge("S21")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s21IsViolatedByEachStaleValue() {
        assertThat(gather(fails(0), BLOCK, 0, true).judge("S21").violations()).singleElement().asString()
                .contains("io_error");
        assertThat(gather(ends(0), BLOCK, -5, true).judge("S21").holds()).isFalse();
        assertThat(gather(ends(0), 0, 0, true).judge("S21").violations()).singleElement().asString()
                .contains("result 0");
        assertThat(gather(ends(0), BLOCK, 0, false).judge("S21").violations()).singleElement().asString()
                .contains("defer_completion");
    }

    @Test
    void s22HoldsIfAFailureIsTold() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), submit(0, 0, 0, 1)), irq(0).says(fails(0)),
                task(0).says(returns(0, -5))).judge("S22")).matches(v -> v.holds() && v.judged() == 1);
    }

    @Test
    void s22IsViolatedByAFailedBioConversionOrFlushThatIsNotTold() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), submit(0, 0, 0, 1)), irq(0).says(fails(0)),
                task(0).says(returns(0, BLOCK))).judge("S22").positions().get(0)).containsExactly(2, 3);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), queued(0)), kworker(0).says(completes(0, BLOCK)),
                task(0).says(convertFails(1, 0, 0, 1))).judge("S22").positions().get(0)).containsExactly(3, 2);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), queued(0)),
                kworker(0).says(new GenericWriteSync(0, 0, BLOCK, true, -5), completes(0, BLOCK))).judge("S22").holds())
                .isFalse();
    }

    private static final Event EXTENDING = new Issue(0, 0, true, false, 0, 2 * BLOCK, false, BLOCK, 12);

    @Test
    void s33HoldsIfAnExtendingWriteIsSynchronous() {
        assertThat(Story.of(task(0).says(EXTENDING, returns(0, 2 * BLOCK))).judge("S33"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), queued(0))).judge("S33"))
                .matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void s33IsViolatedByAnExtendingWriteThatIsQueuedUnlessAnotherExtendedTheFileMeanwhile() {
        assertThat(Story.of(task(0).says(EXTENDING, queued(0))).judge("S33").violations()).hasSize(1);
        Story meanwhile = Story.of(task(0).says(EXTENDING), task(1).says(new SetIsize(0, 2 * BLOCK)), task(0)
                .says(queued(0)));
        assertThat(meanwhile.judge("S33").holds()).isTrue();
    }

    @Test
    void s46HoldsForBytesAndErrors() {
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 1), submit(0, 0, 0, 1), queued(0)),
                irq(0).says(ends(0), gathered(0, BLOCK, 0, false), completes(0, BLOCK))).judge("S46"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), returns(0, -28))).judge("S46").holds()).isTrue();
        assertThat(Story.of(task(0).says(aioRead(0, 0, 2, BLOCK + 100), returns(0, BLOCK + 100))).judge("S46").holds())
                .isTrue();
    }

    @Test
    void s46IsViolatedByACodeThatIsNotForTheApplication() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), queued(0))).judge("S46").holds()).isFalse();
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), returns(0, -15))).judge("S46").holds()).isFalse();
        assertThat(Story.of(irq(0).says(aioWrite(0, 0, 1), completes(0, -529))).judge("S46").holds()).isFalse();
    }

    @Test
    void s46IsViolatedByAWrongCountOfBytes() {
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 1), returns(0, BLOCK + 1))).judge("S46").holds()).isFalse();
        assertThat(Story.of(task(0).says(aioRead(0, 0, 2, BLOCK + 100), returns(0, 2 * BLOCK))).judge("S46").holds())
                .isFalse();
        assertThat(Story.of(task(0).says(syncWrite(0, 0, 2), submit(0, 0, 0, 1)), irq(0).says(ends(0)),
                task(0).says(returns(0, 2 * BLOCK))).judge("S46").holds()).isFalse();
        assertThat(Story.of(task(0).says(aioWrite(0, 0, 2)), irq(0)
                .says(gathered(0, 2 * BLOCK, 0, false), completes(0, BLOCK)))
                .judge("S46").holds()).isFalse();
    }

    @Test
    void s46IsViolatedByAReadThatIsToldHowFarBeyondTheEndItBegan() {
        assertThat(Story.of(task(0).says(aioRead(0, 2, 1, BLOCK), returns(0, -BLOCK))).judge("S46").holds()).isFalse();
        assertThat(Story.of(task(0).says(aioRead(0, 1, 1, BLOCK - 12), returns(0, -12))).judge("S46").holds())
                .as("even if the number looks like -ENOMEM").isFalse();
    }
}

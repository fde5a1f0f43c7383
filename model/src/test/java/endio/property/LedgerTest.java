// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.aioWrite;
import static endio.property.Said.completes;
import static endio.property.Said.convertBegin;
import static endio.property.Said.dioAlloc;
import static endio.property.Said.dioDone;
import static endio.property.Said.dioGet;
import static endio.property.Said.endIo;
import static endio.property.Said.ends;
import static endio.property.Said.fails;
import static endio.property.Said.gathered;
import static endio.property.Said.queued;
import static endio.property.Said.returns;
import static endio.property.Said.submit;
import static endio.property.Said.syncWrite;
import static endio.property.Said.workEnd;
import static endio.property.Said.workStart;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.BioEvent.BioSubmit;
import endio.event.DioEvent.DioAlloc;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.IoEndEvent.IoEndAlloc;
import endio.event.IoEndEvent.ListDel;
import endio.property.Ledger.Request;
import org.junit.jupiter.api.Test;

/** What is known of requests, and for which of them each context works. */
class LedgerTest {
    private final Ledger ledger = new Ledger();
    private int at;

    private void says(Story.Actor who, Event... events) {
        for (Event event : events) {
            ledger.on(at++, who.context(), event);
        }
    }

    private int doing(Story.Actor who) {
        return ledger.doing(who.context());
    }

    @Test
    void aSubmitterWorksForItsRequestUntilItReturns() {
        says(task(0), aioWrite(3, 0, 1));
        assertThat(doing(task(0))).isEqualTo(3);
        assertThat(doing(task(1))).isEqualTo(-1);
        says(task(0), queued(3));
        assertThat(doing(task(0))).isEqualTo(-1);
    }

    @Test
    void anInterruptWorksForTheRequestOfTheBioThatItEnds() {
        says(task(0), aioWrite(3, 0, 1), submit(3, 0, 0, 1), submit(3, 1, 0, 1));
        says(irq(0), ends(0));
        says(irq(1), fails(1));
        says(irq(2), ends(9));
        assertThat(doing(irq(0))).isEqualTo(3);
        assertThat(doing(irq(2))).as("a bio that nobody has seen submitted").isEqualTo(-1);
        assertThat(ledger.bio(0)).matches(bio -> bio.endedAt == 3 && bio.ok && !bio.failed());
        assertThat(ledger.bio(1)).matches(bio -> bio.endedAt == 4 && bio.failed());
        assertThat(ledger.bio(9)).isNull();
    }

    @Test
    void aWorkerWorksForTheRequestOfTheDioThatItsItemLiesIn() {
        says(task(0), aioWrite(3, 0, 1), dioAlloc(3));
        says(kworker(0), workStart(3));
        assertThat(doing(kworker(0))).isEqualTo(3);
        says(kworker(0), workEnd(3));
        assertThat(doing(kworker(0))).isEqualTo(-1);
        says(kworker(0), workStart(8));
        assertThat(doing(kworker(0))).as("a dio that nobody has seen allocated").isEqualTo(-1);
    }

    @Test
    void aCompleterWorksForTheRequestThatItGathersOrGivesToEndIo() {
        says(kworker(0), gathered(3, 0, 0, false));
        assertThat(doing(kworker(0))).isEqualTo(3);
        says(kworker(0), endIo(4, 0));
        assertThat(doing(kworker(0))).isEqualTo(4);
    }

    @Test
    void aWorkerThatConvertsOrUnlinksAnIoEndWorksForWhoeverAllocatedIt() {
        says(task(0), aioWrite(3, 0, 1), new IoEndAlloc(3, 0));
        says(kworker(0), new ListDel(0));
        assertThat(doing(kworker(0))).isEqualTo(3);
        says(kworker(1), new ConvertBegin(1, -1, 0, 0, 0, 1, -1));
        assertThat(doing(kworker(1))).isEqualTo(3);
        says(kworker(1), new ListDel(7));
        assertThat(doing(kworker(1))).as("an io_end of writeback").isEqualTo(-1);
        says(irq(0), convertBegin(2, 5, 0, 1));
        assertThat(doing(irq(0))).isEqualTo(5);
        says(task(1), convertBegin(3, 5, 0, 1));
        assertThat(doing(task(1))).as("a task says itself what it does").isEqualTo(-1);
    }

    @Test
    void aConversionBelongsToTheRequestThatItNamesOrToThatOfItsIoEnd() {
        says(task(0), new IoEndAlloc(3, 0), new IoEndAlloc(4, -1));
        assertThat(ledger.reqOf(0, 0)).isZero();
        assertThat(ledger.reqOf(-1, 0)).isEqualTo(3);
        assertThat(ledger.reqOf(-1, -1)).as("an io_end that could not be allocated is nobody's").isEqualTo(-1);
    }

    @Test
    void aDioBelongsToTheRequestThatAllocatedIt() {
        says(task(0), new DioAlloc(3, 0), new DioAlloc(4, -1));
        assertThat(ledger.reqOfDio(0)).isEqualTo(3);
        assertThat(ledger.request(3).dio).isZero();
        assertThat(ledger.reqOfDio(1)).isEqualTo(-1);
        assertThat(ledger.reqOfDio(-1)).as("one that could not be allocated is nobody's").isEqualTo(-1);
        assertThat(ledger.request(4).dio).isEqualTo(-1);
    }

    @Test
    void aDioThatLiesInItsFirstBioBelongsToTheRequestOfThatBio() {
        says(task(0), bio(3, 0, 0), bio(4, 0, 1), bio(5, -1, 2), bio(-1, 7, 3));
        assertThat(ledger.reqOfDio(0)).isEqualTo(3);
        assertThat(ledger.request(3).dio).isZero();
        assertThat(ledger.request(4).dio).as("a bio that names another one's dio").isEqualTo(-1);
        assertThat(ledger.request(5).dio).isEqualTo(-1);
        assertThat(ledger.reqOfDio(-1)).isEqualTo(-1);
        assertThat(ledger.reqOfDio(7)).as("a bio of writeback").isEqualTo(-1);
        says(task(1), dioAlloc(6), submit(6, 9, 0, 1));
        assertThat(ledger.request(6).dio).isEqualTo(6);
    }

    private static Event bio(int req, int dio, int bio) {
        return new BioSubmit(req, dio, -1, bio, true, 0, 0, 1, 1);
    }

    @Test
    void anEventCountsOnceHoweverManyMonitorsTellOfIt() {
        says(task(0), aioWrite(0, 0, 1));
        Event get = dioGet(1);
        ledger.on(7, task(0).context(), get);
        ledger.on(7, task(0).context(), get);
        assertThat(ledger.request(0).gets).containsExactly(7);
        ledger.on(8, task(0).context(), get);
        ledger.on(8, task(0).context(), dioGet(1));
        assertThat(ledger.request(0).gets).as("the same words elsewhere, and others there").containsExactly(7, 8, 8);
    }

    @Test
    void aRequestThatSomebodyAskedForIsTheSameOnceItIsHeardOf() {
        Request asked = ledger.request(3);
        assertThat(ledger.request(3)).isSameAs(asked);
        assertThat(ledger.requests()).as("nothing was said of it").isEmpty();
        says(task(0), aioWrite(3, 0, 1));
        assertThat(ledger.request(3)).isSameAs(asked);
        assertThat(ledger.requests()).containsExactly(asked);
        says(task(0), aioWrite(4, 0, 1));
        assertThat(ledger.requests()).extracting(r -> r.req).containsExactly(3, 4);
    }

    @Test
    void monitorsOfOneExecutionKeepOneLedgerAndOthersTheirOwn() {
        Shared shared = new Shared();
        LedgerMonitor one = (LedgerMonitor) Properties.get("S1").monitor();
        LedgerMonitor other = (LedgerMonitor) Properties.get("S46").monitor();
        assertThat(one.ledger).isNotSameAs(other.ledger);
        one.join(shared);
        other.join(shared);
        Properties.get("S4").monitor().join(shared);
        assertThat(one.ledger).isNotNull().isSameAs(other.ledger).isSameAs(shared.ledger());
    }

    @Test
    void aCountIsRaisedAndLoweredForTheRequestThatTheContextWorksFor() {
        says(task(0), dioGet(1));
        says(task(0), aioWrite(0, 0, 1), dioGet(1), submit(0, 0, 0, 1), queued(0), dioDone(0));
        says(irq(0), ends(0), dioDone(0));
        assertThat(ledger.request(0).gets).containsExactly(2);
        assertThat(ledger.request(0).dones).containsExactly(7);
    }

    @Test
    void aRequestIsReportedByItsCompletionOrByAReturnThatIsAResult() {
        Request r = ledger.request(3);
        assertThat(r.reportedAt()).isEqualTo(-1);
        assertThat(r.result()).isZero();
        assertThat(r.write() || r.async() || r.queued() || r.succeeded()).as("nothing is known of it").isFalse();
        says(task(0), aioWrite(3, 0, 1), queued(3));
        assertThat(r.write() && r.async() && r.queued()).isTrue();
        assertThat(r.reportedAt()).isEqualTo(-1);
        says(irq(0), completes(3, 7));
        assertThat(r.reportedAt()).isEqualTo(2);
        assertThat(r.result()).isEqualTo(7);
        assertThat(r.succeeded()).isTrue();
        says(task(0), syncWrite(4, 0, 1), returns(4, -5));
        Request sync = ledger.request(4);
        assertThat(sync.reportedAt()).isEqualTo(4);
        assertThat(sync.result()).isEqualTo(-5);
        assertThat(sync.write() && !sync.async() && !sync.queued() && !sync.succeeded()).isTrue();
        assertThat(ledger.requests()).extracting(Object::toString).containsExactly("request 3", "request 4");
    }

    @Test
    void aResultOfNothingIsNoSuccessAndOneAtThePositionZeroIsOne() {
        says(irq(0), completes(0, 1), completes(1, 0));
        assertThat(ledger.request(0).succeeded()).isTrue();
        assertThat(ledger.request(1).succeeded()).isFalse();
    }

    @Test
    void theBiosOfARequestHaveEndedWhenEachOfThemHas() {
        says(task(0), submit(0, 0, 0, 1), submit(0, 1, 1, 1), submit(-1, 2, 1, 1));
        says(irq(0), ends(0));
        assertThat(ledger.request(0).bios).hasSize(2);
        assertThat(ledger.request(0).allBiosEnded()).isFalse();
        says(irq(0), ends(1));
        assertThat(ledger.request(0).allBiosEnded()).isTrue();
        assertThat(ledger.requests()).as("a bio of writeback makes no request").hasSize(1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.BLOCK;
import static endio.property.Said.aioRead;
import static endio.property.Said.aioWrite;
import static endio.property.Said.alloc;
import static endio.property.Said.completes;
import static endio.property.Said.returns;
import static endio.property.Said.syncWrite;
import static endio.property.Said.unwritten;
import static endio.property.Said.workEnd;
import static endio.property.Said.workStart;
import static endio.property.Said.written;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.Event;
import endio.event.MappingEvent.GetBlock;
import endio.event.WorkEvent.WorkerOn;
import endio.property.Census.Key;
import endio.property.Census.Range;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted over all executions of a search. */
class CensusTest {
    private final Census census = new Census();

    private Map<Key, Range> counts(Story... executions) {
        for (Story execution : executions) {
            assertThat(execution.judge(census)).matches(v -> v.holds() && v.judged() == 0);
        }
        return census.counts();
    }

    private static Event hole(int req, boolean fresh, boolean mapped) {
        return new GetBlock(req, 0, 1, true, 0, 1, mapped, fresh, false, false, false, 100);
    }

    @Test
    void itIsNoPropertyOfTheCatalogueAndSaysWhatItDoes() {
        assertThat(Properties.everything()).doesNotContain(census);
        assertThat(census.id()).isEqualTo("census");
        assertThat(census.title()).isEqualTo("census");
        assertThat(census.statement()).endsWith(".");
        assertThat(census.needs()).isEqualTo(Needs.END_STATE);
        assertThat(census.hears()).containsAll(Ledger.HEARS).contains(GetBlock.class, WorkerOn.class);
    }

    @Test
    void allocationsAreCountedForEachKindOfRequestKiocbsAndBiosAside() {
        Story write = Story.of(task(0).says(aioWrite(0, 0, 1), alloc("io_end", 0, 0), alloc("dio", 0, 0), alloc("dio", 1, 0),
                alloc("kiocb", 0, 0), alloc("bio", 0, 0), alloc("dio", 2, -1), unwritten(0, 0, 1)),
                irq(0).says(completes(0, BLOCK)));
        assertThat(counts(write)).containsExactly(
                Map.entry(new Key("asynchronous write over unwritten blocks", "allocated"), new Range(3, 3)),
                Map.entry(new Key("asynchronous write over unwritten blocks", "allocated dio"), new Range(2, 2)),
                Map.entry(new Key("asynchronous write over unwritten blocks", "allocated io_end"), new Range(1, 1)));
    }

    @Test
    void theLeastAndTheMostOfAllExecutionsAreKept() {
        Story one = Story.of(task(0).says(syncWrite(0, 0, 1), alloc("dio", 0, 0), returns(0, BLOCK)));
        Story two = Story.of(task(0).says(syncWrite(0, 0, 1), alloc("dio", 0, 0), alloc("dio", 1, 0), returns(0, BLOCK)));
        Story none = Story.of(task(0).says(syncWrite(0, 0, 1), returns(0, BLOCK)));
        assertThat(counts(two, none, one)).containsEntry(new Key("synchronous write over written blocks", "allocated"),
                new Range(0, 2)).containsEntry(new Key("synchronous write over written blocks", "allocated dio"), new Range(1, 2));
    }

    @Test
    void requestsThatFailOrThatNobodySawEnterAreNotCounted() {
        assertThat(counts(Story.of(task(0).says(syncWrite(0, 0, 1), alloc("dio", 0, 0), returns(0, -5))),
                Story.of(task(0).says(alloc("dio", 0, 0)), irq(0).says(completes(0, BLOCK))))).isEmpty();
    }

    @Test
    void kindsAreToldApartByDirectionAndByWhatWasFoundOnDisk() {
        assertThat(counts(
                Story.of(task(0).says(aioRead(0, 0, 1, BLOCK), written(0, 0, 1), completes(0, BLOCK))),
                Story.of(task(0).says(syncWrite(0, 0, 1), hole(0, true, true), returns(0, BLOCK))),
                Story.of(task(0).says(aioWrite(0, 0, 1), hole(0, false, false), completes(0, BLOCK))),
                Story.of(task(0).says(aioWrite(0, 0, 2), unwritten(0, 0, 1), hole(0, false, false), completes(0, BLOCK))),
                Story.of(task(0).says(syncWrite(0, 0, 1), new GetBlock(0, 0, 1, true, -5, 0, false, false, true, false, false, 0),
                        returns(0, BLOCK))))
                .keySet()).extracting(Key::of).containsExactlyInAnyOrder("asynchronous read of written blocks",
                "synchronous write over a hole", "asynchronous write over a hole", "asynchronous write over unwritten blocks",
                "synchronous write over written blocks");
    }

    @Test
    void worksAreAtOnceThatAreNotOverBeforeTheOtherBegins() {
        Story after = Story.of(kworker(0).says(workStart(0), workEnd(0)), kworker(1).says(workStart(1), workEnd(1)));
        assertThat(counts(after)).containsExactly(Map.entry(new Key("queue dio", "works at once"), new Range(1, 1)));
        Story beside = Story.of(kworker(0).says(workStart(0), workEnd(0)), kworker(1).says(workStart(1), workEnd(1)),
                kworker(2).says(workStart(2), workEnd(2))).unordered().ordered(3, 4);
        assertThat(counts(beside)).containsEntry(new Key("queue dio", "works at once"), new Range(1, 2));
        Story all = Story.of(kworker(0).says(workStart(0), workEnd(0)), kworker(1).says(workStart(1), workEnd(1)),
                kworker(2).says(workStart(2), workEnd(2))).unordered();
        assertThat(counts(all)).containsEntry(new Key("queue dio", "works at once"), new Range(1, 3));
    }

    @Test
    void queuesAreCountedEachForItself() {
        Story two = Story.of(kworker(0).says(workStart(0), workEnd(0)), kworker(1).says(
                new endio.event.WorkEvent.WorkStart(Said.work(1), 1, "rsv", -1),
                new endio.event.WorkEvent.WorkEnd(Said.work(1), 1, "rsv", -1))).unordered();
        assertThat(counts(two)).containsOnlyKeys(new Key("queue dio", "works at once"), new Key("queue rsv", "works at once"));
        assertThat(census.counts()).containsValues(new Range(1, 1)).doesNotContainValue(new Range(2, 2));
    }

    @Test
    void aWorkThatIsNotRunByAWorkerOrNeverEndsIsNotCounted() {
        assertThat(counts(Story.of(task(0).says(workStart(0), workEnd(0)), kworker(0).says(workEnd(1)), kworker(1).says(workStart(2)))))
                .isEmpty();
    }

    @Test
    void worksThatRunElsewhereAreCountedWhereProcessorsAreToldApart() {
        assertThat(counts(Story.of(kworker(0).says(new WorkerOn(0, 1), new WorkerOn(1, 1), new WorkerOn(2, 1)))))
                .containsExactly(Map.entry(new Key("queues", "works elsewhere"), new Range(2, 2)));
        assertThat(counts(Story.of(kworker(0).says(new WorkerOn(1, 1)))))
                .containsExactly(Map.entry(new Key("queues", "works elsewhere"), new Range(0, 2)));
    }

    @Test
    void keysComeInTheOrderOfTheirWords() {
        assertThat(new Key("a", "z")).isLessThan(new Key("b", "a"));
        assertThat(new Key("a", "b")).isGreaterThan(new Key("a", "a"));
        assertThat(new Key("a", "b")).isEqualByComparingTo(new Key("a", "b"));
    }
}

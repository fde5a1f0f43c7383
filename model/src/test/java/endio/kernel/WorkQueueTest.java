// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.kernel.WorkQueue.Flag;
import endio.machine.KernelBug;
import endio.machine.Op;
import endio.machine.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Workqueues: PENDING, runs one after the other, max_active, flushing and destruction. */
class WorkQueueTest {
    private final OneProcessor machine = new OneProcessor();
    private final Kernel kernel = new Kernel(machine, Faults.NONE);
    private final List<String> ran = new ArrayList<>();

    private WorkQueue queue(int maxActive) {
        return Objects.requireNonNull(kernel.allocWorkqueue("dio", Set.of(Flag.MEM_RECLAIM), maxActive, 0));
    }

    private Work work(int dio, Runnable function) {
        Work work = new Work(kernel, new ObjectId("dio", dio), "complete_work", dio);
        work.init(function);
        return work;
    }

    private Work work(int dio) {
        return work(dio, () -> ran.add("work " + dio));
    }

    @Test
    void aQueueIsNumberedAndKeepsItsFlags() {
        WorkQueue first = queue(0);
        assertThat(machine.steps()).containsExactly("MightSleep[what=alloc_workqueue]", "WqAlloc[req=0, wq=0]");
        WorkQueue second = Objects.requireNonNull(kernel.allocWorkqueue("rsv", Set.of(Flag.UNBOUND), 1, 7));
        assertThat(machine.said()).contains("WqAlloc[req=7, wq=1]");
        assertThat(first.number()).isZero();
        assertThat(second.number()).isEqualTo(1);
        assertThat(first.flags()).containsExactly(Flag.MEM_RECLAIM);
        assertThat(second.flags()).containsExactly(Flag.UNBOUND);
    }

    @Test
    void anAllocationThatFailsGivesNoQueueAndSaysSo() {
        Kernel poor = new Kernel(machine, (m, what) -> what.equals("alloc_workqueue dio"));
        assertThat(poor.allocWorkqueue("dio", Set.of(), 0, 3)).isNull();
        assertThat(machine.said()).containsExactly("MightSleep[what=alloc_workqueue]", "WqAlloc[req=3, wq=-1]");
        assertThat(poor.allocWorkqueue("rsv", Set.of(), 0, 3)).isNotNull();
    }

    @Test
    void anItemIsRunByAWorkerOnceForEachTimeThatItWasQueued() {
        WorkQueue wq = queue(0);
        Work work = work(4, () -> ran.add(kernel.context().kind() + " " + kernel.context().name()));
        machine.steps();
        assertThat(WorkQueue.queueWork(kernel, wq, work)).isTrue();
        machine.rest();
        assertThat(ran).containsExactly(ContextKind.KWORKER + " kworker/dio0");
        assertThat(machine.said()).containsExactly(
                "QueueWork[work=dio#4.complete_work#0, wq=0, queue=dio, dio=4, queued=true]",
                "WorkStart[work=dio#4.complete_work#0, wq=0, queue=dio, dio=4]",
                "WorkEnd[work=dio#4.complete_work#0, wq=0, queue=dio, dio=4]");
        assertThat(WorkQueue.queueWork(kernel, wq, work)).isTrue();
        machine.rest();
        assertThat(ran).hasSize(2).last().isEqualTo(ContextKind.KWORKER + " kworker/dio1");
    }

    @Test
    void theFirstRunOfAnItemWaitsForNone() {
        WorkQueue.queueWork(kernel, queue(0), work(4));
        machine.rest();
        assertThat(machine.steps()).noneMatch(step -> step.startsWith("AWAIT"));
    }

    @Test
    void anItemThatIsPendingIsNotQueuedAgain() {
        WorkQueue wq = queue(0);
        Work work = work(4);
        WorkQueue.queueWork(kernel, wq, work);
        machine.steps();
        assertThat(WorkQueue.queueWork(kernel, wq, work)).isFalse();
        assertThat(machine.steps()).containsExactly("FETCH_OR dio#4.complete_work.pending 1 0",
                "QueueWork[work=dio#4.complete_work#0, wq=0, queue=dio, dio=4, queued=false]");
        machine.rest();
        assertThat(ran).hasSize(1);
    }

    @Test
    void pendingIsClearBeforeTheFunctionIsCalledSoThatAnItemCanQueueItself() {
        WorkQueue wq = queue(0);
        Work[] self = new Work[1];
        self[0] = work(4, () -> {
            if (ran.size() < 2) {
                assertThat(WorkQueue.queueWork(kernel, wq, self[0])).isTrue();
            }
            ran.add("run");
        });
        WorkQueue.queueWork(kernel, wq, self[0]);
        machine.steps();
        machine.rest();
        assertThat(ran).hasSize(3);
        List<String> steps = machine.steps();
        assertThat(steps.indexOf("FETCH_AND dio#4.complete_work.pending -2 0")).isBetween(0,
                steps.indexOf("WorkStart[work=dio#4.complete_work#0, wq=0, queue=dio, dio=4]") - 1);
    }

    @Test
    void initClearsPendingAndTellsOfTheItem() {
        work(4);
        assertThat(machine.steps()).containsExactly("InitWork[work=dio#4.complete_work#0]",
                "STORE dio#4.complete_work.pending 0 0");
    }

    @Test
    void anItemThatNobodyHasInitialisedCrashesTheKernelWhenItIsRun() {
        WorkQueue wq = queue(0);
        WorkQueue.queueWork(kernel, wq, new Work(kernel, new ObjectId("dio", 1), "complete_work", 1));
        assertThatThrownBy(machine::rest).isInstanceOf(KernelBug.class)
                .hasMessage("null pointer: function of dio#1.complete_work#0 in process_one_work");
    }

    @Test
    void queueingOnANullQueueIsToldAndCrashes() {
        Work work = work(4);
        machine.steps();
        assertThatThrownBy(() -> WorkQueue.queueWork(kernel, null, work)).isInstanceOf(KernelBug.class);
        assertThat(machine.steps())
                .containsExactly("QueueWork[work=dio#4.complete_work#0, wq=-1, queue=, dio=4, queued=false]");
    }

    @Test
    void ofMaxActiveItemsTheNextOneWaits() {
        WorkQueue wq = queue(2);
        Word gate = machine.word(new ObjectId("test", 0), "gate", 0);
        for (int n = 0; n < 3; n++) {
            int dio = n;
            WorkQueue.queueWork(kernel, wq, work(n, () -> {
                ran.add("begin " + dio);
                if (dio == 0) {
                    machine.perform(Op.AWAIT_EQ, gate, 1, 0);
                }
                ran.add("end " + dio);
            }));
        }
        kernel.spawnTask("opener", () -> machine.perform(Op.STORE, gate, 1, 0));
        machine.steps();
        machine.rest();
        assertThat(ran).as("the second slot serves the second item, and the third one after that").containsExactly("begin 0",
                "begin 1", "end 1", "begin 2", "end 2", "end 0");
        assertThat(machine.steps()).filteredOn(step -> step.startsWith("AWAIT_GE")).containsExactly("AWAIT_GE wq#0.finished 1 0");
    }

    @Test
    void anItemWithMaxActiveOneWaitsUntilTheOneBeforeItIsOver() {
        WorkQueue wq = queue(1);
        Word gate = machine.word(new ObjectId("test", 0), "gate", 0);
        WorkQueue.queueWork(kernel, wq, work(0, () -> machine.perform(Op.AWAIT_EQ, gate, 1, 0)));
        WorkQueue.queueWork(kernel, wq, work(1, () -> machine.perform(Op.STORE, gate, 1, 0)));
        assertThatThrownBy(machine::rest).as("the second one would let the first one go on")
                .hasMessage("AWAIT_GE wq#0.finished");
    }

    @Test
    void theRunsOfOneItemNeverOverlap() {
        WorkQueue wq = queue(0);
        Word gate = machine.word(new ObjectId("test", 0), "gate", 0);
        Work work = work(0, () -> {
            ran.add("begin");
            machine.perform(Op.AWAIT_EQ, gate, 1, 0);
            ran.add("end");
        });
        WorkQueue.queueWork(kernel, wq, work);
        kernel.spawnTask("again", () -> {
            WorkQueue.queueWork(kernel, wq, work);
            kernel.spawnTask("opener", () -> machine.perform(Op.STORE, gate, 1, 0));
        });
        assertThatThrownBy(machine::rest).as("on one processor the second run is on top of the first, and waits for it")
                .hasMessage("AWAIT_EQ dio#0.complete_work#0.runs");
        assertThat(ran).containsExactly("begin");
    }

    @Test
    void withoutMemoryForWorkersOnlyARescuerRunsOneItemAtATime() {
        Kernel poor = new Kernel(machine, (m, what) -> what.equals("create_worker"));
        WorkQueue rescued = Objects.requireNonNull(poor.allocWorkqueue("dio", Set.of(Flag.MEM_RECLAIM), 0, 0));
        assertThat(machine.said()).endsWith("WqAlloc[req=0, wq=0]", "NoWorkers[wq=0, rescuer=true]");
        WorkQueue.queueWork(kernel, rescued, work(0));
        WorkQueue.queueWork(kernel, rescued, work(1));
        machine.rest();
        assertThat(ran).containsExactly("work 0", "work 1");
        assertThat(machine.steps()).contains("AWAIT_GE wq#0.finished 1 0").doesNotContain("AWAIT_GE wq#0.finished 0 0");
        WorkQueue lost = Objects.requireNonNull(poor.allocWorkqueue("dio", Set.of(), 0, 0));
        assertThat(machine.said()).endsWith("NoWorkers[wq=1, rescuer=false]");
        WorkQueue.queueWork(kernel, lost, work(2));
        assertThatThrownBy(machine::rest).hasMessage("AWAIT_GE wq#1.finished");
    }

    @Test
    void aQueueHasWorkersUnlessMemoryIsShort() {
        queue(0);
        assertThat(machine.said()).noneMatch(event -> event.startsWith("NoWorkers"));
    }

    @Test
    void flushWaitsForWhatWasQueuedBeforeIt() {
        WorkQueue wq = queue(0);
        WorkQueue.queueWork(kernel, wq, work(0));
        WorkQueue.queueWork(kernel, wq, work(1));
        kernel.spawnTask("later", () -> ran.add("later"));
        machine.steps();
        wq.flush();
        assertThat(ran).containsExactly("work 0", "work 1");
        List<String> said = machine.said();
        assertThat(said).startsWith("MightSleep[what=flush_workqueue]", "FlushBegin[wq=0]").endsWith("FlushEnd[wq=0]");
        wq.flush();
        assertThat(ran).as("it waits for nothing").hasSize(2);
    }

    @Test
    void drainWaitsForWhatIsQueuedMeanwhileToo() {
        WorkQueue wq = queue(0);
        Work second = work(1);
        WorkQueue.queueWork(kernel, wq, work(0, () -> {
            ran.add("work 0");
            WorkQueue.queueWork(kernel, wq, second);
        }));
        wq.drain();
        assertThat(ran).containsExactly("work 0", "work 1");
    }

    @Test
    void destructionDrainsInBetween() {
        WorkQueue wq = queue(0);
        WorkQueue.queueWork(kernel, wq, work(0));
        machine.steps();
        wq.destroy();
        assertThat(ran).containsExactly("work 0");
        List<String> said = machine.said();
        assertThat(said).startsWith("MightSleep[what=destroy_workqueue]", "WqDestroy[wq=0]").endsWith("WqDestroyed[wq=0]");
    }
}

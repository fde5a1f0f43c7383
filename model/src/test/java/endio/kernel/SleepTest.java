// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.event.ContextKind;
import endio.event.ObjectId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that sleep and are woken, by themselves and on a wait queue. */
class SleepTest {
    private static final ObjectId INODE = new ObjectId("inode", 0);

    private final OneProcessor machine = new OneProcessor();
    private final Kernel kernel = new Kernel(machine, Faults.NONE);

    @Test
    void eachThreadHasOneTaskOfItsOwn() {
        List<Task> seen = new ArrayList<>();
        seen.add(kernel.current());
        kernel.spawnTask("reader", () -> {
            seen.add(kernel.current());
            assertThat(kernel.context().kind()).isEqualTo(ContextKind.TASK);
        });
        kernel.spawn(ContextKind.KWORKER, "kworker", () -> {
            seen.add(kernel.current());
            assertThat(kernel.context().kind()).isEqualTo(ContextKind.KWORKER);
        });
        machine.rest();
        assertThat(seen).extracting(Task::name).containsExactly("main", "reader", "kworker");
        assertThat(kernel.current()).isSameAs(seen.get(0));
    }

    @Test
    void aTaskThatSleepsGoesOnWhenItIsWoken() {
        Task main = kernel.current();
        List<Boolean> slept = new ArrayList<>();
        main.setUninterruptible();
        kernel.spawnTask("waker", () -> {
            slept.add(main.wakeUp());
            slept.add(main.wakeUp());
        });
        assertThat(main.schedule("dio_await_one")).isTrue();
        assertThat(slept).as("the second wake-up finds it running").containsExactly(true, false);
        assertThat(machine.steps()).containsExactly("XCHG main#0.state 2 0", "MightSleep[what=schedule in dio_await_one]",
                "Schedule[reason=dio_await_one]", "XCHG main#0.state 0 0", "XCHG main#0.state 0 0", "AWAIT_EQ main#0.state 0 0");
    }

    @Test
    void aTaskThatNobodyWakesSleepsForEver() {
        Task main = kernel.current();
        main.setUninterruptiblePlain();
        assertThat(machine.steps()).containsExactly("STORE main#0.state 2 0");
        assertThatThrownBy(() -> main.schedule("dio_await_one")).hasMessage("AWAIT_EQ main#0.state");
        main.setRunning();
        assertThat(main.schedule("dio_await_one")).as("it was woken before it slept").isTrue();
    }

    @Test
    void aTaskMayWakeForNoReason() {
        Kernel spurious = new Kernel(machine, (m, what) -> what.equals("spurious wake-up"));
        Task main = spurious.current();
        main.setUninterruptible();
        assertThat(main.schedule("dio_await_one")).isFalse();
        assertThat(main.schedule("dio_await_one")).isFalse();
        assertThat(main.wakeUp()).as("it runs").isFalse();
    }

    @Test
    void aFullBarrierIsAnOperationOnAWordOfItsOwn() {
        kernel.smpMb();
        kernel.smpMb();
        kernel.spawnTask("other", kernel::smpMb);
        machine.rest();
        assertThat(machine.steps()).containsExactly("FETCH_OR main#0.barrier 0 0", "FETCH_OR main#0.barrier 0 0",
                "FETCH_OR other#0.barrier 0 0");
    }

    @Test
    void aWaiterIsOnTheQueueBeforeItSleepsUnderTheQueuesLock() {
        WaitQueue wait = kernel.waitQueue(INODE, "wait");
        wait.prepareToWait();
        List<String> steps = machine.steps();
        assertThat(steps).first().isEqualTo("LOCK inode#0.wait.lock 1 0");
        assertThat(steps).last().isEqualTo("UNLOCK inode#0.wait.lock 0 0");
        assertThat(steps.indexOf("XCHG main#0.state 2 0")).isGreaterThan(2).isLessThan(steps.size() - 2);
        assertThat(steps).filteredOn(step -> step.startsWith("STORE inode#0.wait ")).hasSize(1);
        wait.prepareToWait();
        assertThat(machine.steps()).as("it is on the queue once").noneMatch(step -> step.startsWith("STORE inode#0.wait "))
                .contains("XCHG main#0.state 2 0");
    }

    @Test
    void wakeUpWakesAllWaitersAndTakesThemOffTheQueue() {
        WaitQueue wait = kernel.waitQueue(INODE, "wait");
        List<String> woken = new ArrayList<>();
        for (String name : List.of("first", "second")) {
            kernel.spawnTask(name, wait::prepareToWait);
        }
        wait.prepareToWait();
        machine.rest();
        kernel.spawnTask("waker", wait::wakeUp);
        machine.steps();
        kernel.current().schedule("inode_dio_wait");
        woken.addAll(machine.steps());
        assertThat(woken).containsSubsequence("LOCK inode#0.wait.lock 4 0", "XCHG main#0.state 0 0",
                "XCHG first#0.state 0 0", "XCHG second#0.state 0 0", "UNLOCK inode#0.wait.lock 0 0");
        wait.wakeUp();
        assertThat(machine.steps()).as("nobody is left, and nothing is locked").containsExactly("LOAD inode#0.wait null null");
    }

    @Test
    void finishWaitTakesAWaiterOffThatWasNotWoken() {
        WaitQueue wait = kernel.waitQueue(INODE, "wait");
        wait.prepareToWait();
        machine.steps();
        wait.finishWait();
        List<String> steps = machine.steps();
        assertThat(steps).startsWith("STORE main#0.state 0 0", "LOCK inode#0.wait.lock 1 0")
                .contains("STORE inode#0.wait [] null").endsWith("UNLOCK inode#0.wait.lock 0 0");
        wait.finishWait();
        assertThat(machine.steps()).as("it is off already").noneMatch(step -> step.startsWith("STORE inode#0.wait "));
        wait.wakeUp();
        assertThat(machine.steps()).containsExactly("LOAD inode#0.wait null null");
    }
}

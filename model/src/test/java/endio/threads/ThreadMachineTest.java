// SPDX-License-Identifier: GPL-2.0-or-later
package endio.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.event.ContextKind;
import endio.event.InodeEvent;
import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.SpinLock;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.machine.Op;
import endio.machine.Ref;
import endio.machine.Word;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ThreadMachineTest {
    private static final ObjectId OWNER = new ObjectId("object", 0);

    private final ThreadMachine machine = new ThreadMachine();
    private final Kernel kernel = new Kernel(machine, Faults.NONE);

    @ParameterizedTest
    @EnumSource(Op.class)
    void every_operation_changes_memory_as_it_says_it_does(Op op) {
        for (long value : new long[] {0, 5}) {
            long a = op == Op.AWAIT_EQ || op == Op.CMPXCHG ? value : 3;
            if (op == Op.AWAIT_GE || op == Op.AWAIT_LE) {
                a = value;
            }
            if (!op.ready(value, a)) {
                continue;
            }
            Word word = machine.word(OWNER, "field", value);
            machine.perform(op, word, a, 7);
            assertThat(word.value).as("%s of %d", op, value).isEqualTo(op.next(value, a, 7));
        }
    }

    @Test
    void a_lock_is_no_operation_on_a_pointer() {
        Ref<String> ref = machine.ref(OWNER, "pointer", null);
        assertThatThrownBy(() -> machine.perform(Op.LOCK, ref, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_spin_lock_excludes_real_threads() throws InterruptedException {
        SpinLock lock = kernel.spinLock(OWNER, "lock");
        Word word = machine.word(OWNER, "count", 0);
        inTwoThreads(() -> {
            for (int i = 0; i < 100_000; i++) {
                lock.lock();
                machine.perform(Op.STORE, word, machine.perform(Op.LOAD, word, 0, 0) + 1, 0);
                lock.unlock();
            }
        });
        assertThat(word.value).isEqualTo(200_000);
    }

    @Test
    void without_the_lock_an_increment_between_load_and_store_is_lost() throws InterruptedException {
        Word word = machine.word(OWNER, "count", 0);
        long seen = machine.perform(Op.LOAD, word, 0, 0);
        Thread other = new Thread(() -> machine.perform(Op.STORE, word, machine.perform(Op.LOAD, word, 0, 0) + 1, 0));
        other.start();
        other.join();
        machine.perform(Op.STORE, word, seen + 1, 0);
        assertThat(word.value).isEqualTo(1);
    }

    @Test
    void an_atomic_loses_nothing() throws InterruptedException {
        Atomic count = kernel.atomic(OWNER, "count", 0);
        inTwoThreads(() -> {
            for (int i = 0; i < 100_000; i++) {
                count.inc();
            }
        });
        assertThat(count.read()).isEqualTo(200_000);
    }

    @Test
    void truncate_gets_through_inode_dio_wait_when_the_last_request_is_done() throws InterruptedException {
        for (int round = 0; round < 2_000; round++) {
            Inode inode = new Inode(kernel, new SuperBlock(kernel), 12, 0, 0);
            inode.dioBegin();
            Thread waiter = new Thread(inode::dioWait);
            waiter.start();
            inode.dioDone();
            waiter.join();
            assertThat(inode.dioCount()).isZero();
        }
    }

    @Test
    void a_flush_waits_for_every_item_that_two_threads_queued_at_once() throws InterruptedException {
        for (int round = 0; round < 1_000; round++) {
            WorkQueue wq = kernel.follow(kernel.allocWorkqueue("wq", Set.of(), 0, -1), "wq", "alloc_workqueue");
            Atomic called = kernel.atomic(OWNER, "called", 0);
            Atomic ready = kernel.atomic(OWNER, "ready", 0);
            inTwoThreads(() -> {
                Work work = new Work(kernel, OWNER, "work", -1);
                work.init(called::incReturn);
                ready.incReturn();
                while (ready.read() < 2) {
                    Thread.onSpinWait();
                }
                WorkQueue.queueWork(kernel, wq, work);
            });
            wq.flush();
            assertThat(called.read()).isEqualTo(2);
        }
    }

    @Test
    void a_part_that_pauses_between_its_load_and_its_store_lets_the_other_one_through() throws InterruptedException {
        ThreadMachine pausing = new ThreadMachine(2, true, new Pause(1, 1, Integer.MAX_VALUE));
        Word word = pausing.word(OWNER, "x", 0);
        Word loaded = pausing.word(OWNER, "loaded", 0);
        Thread second = new Thread(() -> pausing.run(2, ContextKind.TASK, "second",
                () -> pausing.perform(Op.STORE_RELEASE, word, 5, 0)));
        second.start();
        long seen = pausing.run(1, ContextKind.TASK, "first", () -> {
            pausing.perform(Op.STORE, loaded, 1, 0);
            return pausing.perform(Op.LOAD_ACQUIRE, word, 0, 0);
        });
        second.join();
        assertThat(seen).as("what the second stored before it left").isEqualTo(5);
    }

    @Test
    void what_a_thread_says_is_kept_by_that_thread() throws InterruptedException {
        Inode inode = new Inode(kernel, new SuperBlock(kernel), 12, 0, 0);
        inTwoThreads(inode::dioBegin);
        assertThat(machine.said()).isEmpty();
        inode.dioDone();
        assertThat(machine.said()).contains(new InodeEvent.InodeDioDone(inode.ino(), 1));
    }

    @Test
    void a_nested_context_ends_with_its_body() {
        machine.nested(ContextKind.INLINE, "inline", () -> assertThat(machine.current().kind()).isEqualTo(ContextKind.INLINE));
        assertThat(machine.current().kind()).isEqualTo(ContextKind.TASK);
    }

    private static void inTwoThreads(Runnable body) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(body);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

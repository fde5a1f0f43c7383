// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import endio.event.ObjectId;
import org.junit.jupiter.api.Test;

/** Locks: what they say, who waits, and who may sleep. */
class LocksTest {
    private static final ObjectId INODE = new ObjectId("inode", 0);

    private final OneProcessor machine = new OneProcessor();
    private final Kernel kernel = new Kernel(machine, Faults.NONE);

    @Test
    void aSpinLockIsTakenThenToldAndToldThenReleased() {
        SpinLock lock = kernel.spinLock(INODE, "i_lock");
        lock.lockIrqsave();
        lock.unlock();
        lock.lock();
        assertThat(machine.steps()).containsExactly("LOCK inode#0.i_lock 1 0",
                "Locked[lock=inode#0.i_lock, spinning=true, irqsave=true]", "Unlocked[lock=inode#0.i_lock]",
                "UNLOCK inode#0.i_lock 0 0", "LOCK inode#0.i_lock 1 0",
                "Locked[lock=inode#0.i_lock, spinning=true, irqsave=false]");
        assertThatThrownBy(lock::lock).isInstanceOf(OneProcessor.Stuck.class).hasMessage("LOCK inode#0.i_lock");
    }

    @Test
    void aSpinLockHoldsTheNumberOfItsOwner() {
        SpinLock lock = kernel.spinLock(INODE, "i_lock");
        kernel.spawnTask("other", lock::lock);
        machine.rest();
        assertThat(machine.steps()).contains("LOCK inode#0.i_lock 2 0");
    }

    @Test
    void aMutexMaySleepAlsoWhereItDoesNot() {
        Mutex mutex = kernel.mutex(INODE, "i_mutex");
        mutex.lock();
        assertThat(machine.steps()).containsExactly("MightSleep[what=mutex_lock inode#0.i_mutex]", "LOCK inode#0.i_mutex 1 0",
                "Locked[lock=inode#0.i_mutex, spinning=false, irqsave=false]");
        assertThatThrownBy(mutex::lock).isInstanceOf(OneProcessor.Stuck.class);
        machine.steps();
        mutex.unlock();
        assertThat(machine.steps()).containsExactly("Unlocked[lock=inode#0.i_mutex]", "UNLOCK inode#0.i_mutex 0 0");
        mutex.lock();
    }

    @Test
    void aMutexGoesToTheOneWhoWaitsWhenItIsGivenUp() {
        Mutex mutex = kernel.mutex(INODE, "i_mutex");
        mutex.lock();
        kernel.spawnTask("owner", mutex::unlock);
        mutex.lock();
        assertThat(machine.said()).containsExactly("MightSleep[what=mutex_lock inode#0.i_mutex]",
                "Locked[lock=inode#0.i_mutex, spinning=false, irqsave=false]", "MightSleep[what=mutex_lock inode#0.i_mutex]",
                "Unlocked[lock=inode#0.i_mutex]", "Locked[lock=inode#0.i_mutex, spinning=false, irqsave=false]");
    }

    @Test
    void aTryLockNeverWaitsAndSaysNothingIfItFails() {
        Mutex mutex = kernel.mutex(INODE, "i_mutex");
        assertThat(mutex.tryLock()).isTrue();
        assertThat(machine.steps()).containsExactly("TRY_LOCK inode#0.i_mutex 1 0",
                "Locked[lock=inode#0.i_mutex, spinning=false, irqsave=false]");
        kernel.spawnTask("other", () -> assertThat(mutex.tryLock()).isFalse());
        machine.rest();
        assertThat(machine.steps()).containsExactly("TRY_LOCK inode#0.i_mutex 2 0");
        mutex.unlock();
        kernel.spawnTask("other", () -> assertThat(mutex.tryLock()).isTrue());
        machine.rest();
    }

    @Test
    void aSemaphoreHasManyReadersOrOneWriter() {
        RwSem sem = kernel.rwSem(INODE, "i_data_sem");
        sem.downRead();
        sem.downRead();
        assertThatThrownBy(sem::downWrite).isInstanceOf(OneProcessor.Stuck.class);
        sem.upRead();
        assertThatThrownBy(sem::downWrite).as("one reader is left").isInstanceOf(OneProcessor.Stuck.class);
        sem.upRead();
        sem.downWrite();
        assertThatThrownBy(sem::downRead).isInstanceOf(OneProcessor.Stuck.class);
        assertThatThrownBy(sem::downWrite).isInstanceOf(OneProcessor.Stuck.class);
        sem.upWrite();
        sem.downRead();
    }

    @Test
    void aSemaphoreMaySleepAndTellsWhatItIsUsedFor() {
        RwSem sem = kernel.rwSem(INODE, "i_data_sem");
        sem.downRead();
        sem.upRead();
        sem.downWrite();
        sem.upWrite();
        assertThat(machine.steps()).containsExactly("MightSleep[what=down_read inode#0.i_data_sem]",
                "DOWN_READ inode#0.i_data_sem 0 0", "Locked[lock=inode#0.i_data_sem, spinning=false, irqsave=false]",
                "Unlocked[lock=inode#0.i_data_sem]", "UP_READ inode#0.i_data_sem 0 0",
                "MightSleep[what=down_write inode#0.i_data_sem]", "DOWN_WRITE inode#0.i_data_sem 0 0",
                "Locked[lock=inode#0.i_data_sem, spinning=false, irqsave=false]", "Unlocked[lock=inode#0.i_data_sem]",
                "UP_WRITE inode#0.i_data_sem 0 0");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.ObjectId;

/** A wait queue head, or the one that {@code bit_waitqueue} hashes an address and a bit to. */
public final class WaitQueue {
    private final Kernel kernel;
    private final SpinLock lock;
    private final ListHead<Task> waiters;

    WaitQueue(Kernel kernel, ObjectId owner, String name) {
        this.kernel = kernel;
        this.lock = kernel.spinLock(owner, name + ".lock");
        this.waiters = kernel.list(owner, name);
    }

    /** {@code prepare_to_wait}: on the queue first, then asleep with a full barrier, so that a re-check sees the waker's stores. */
    public void prepareToWait() {
        Task current = kernel.current();
        lock.lockIrqsave();
        if (!waiters.entries().contains(current)) {
            waiters.addTail(current);
        }
        current.setUninterruptible();
        lock.unlock();
    }

    /** {@code finish_wait}. */
    public void finishWait() {
        Task current = kernel.current();
        current.setRunning();
        lock.lockIrqsave();
        if (waiters.entries().contains(current)) {
            waiters.del(current);
        }
        lock.unlock();
    }

    /** {@code wake_up_bit}, {@code wake_up_all}: nothing is locked if nobody waits; a woken waiter leaves the queue. */
    public void wakeUp() {
        if (waiters.isEmpty()) {
            return;
        }
        lock.lockIrqsave();
        for (Task waiter : waiters.entries()) {
            waiter.wakeUp();
            waiters.del(waiter);
        }
        lock.unlock();
    }
}

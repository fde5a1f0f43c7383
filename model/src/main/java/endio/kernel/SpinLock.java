// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.LockEvent;
import endio.machine.Op;
import endio.machine.Word;

/** A {@code spinlock_t}. Nothing may sleep while one is held. */
public final class SpinLock {
    private final Kernel kernel;
    private final Word word;

    SpinLock(Kernel kernel, Word word) {
        this.kernel = kernel;
        this.word = word;
    }

    /** {@code spin_lock_irqsave}: interrupts are off on this processor until it is released. */
    public void lockIrqsave() {
        lock(true);
    }

    /** {@code spin_lock}. */
    public void lock() {
        lock(false);
    }

    private void lock(boolean irqsave) {
        kernel.machine().perform(Op.LOCK, word, kernel.context().thread() + 1L, 0);
        kernel.say(new LockEvent.Locked(word.toString(), true, irqsave));
    }

    /** {@code spin_unlock}, {@code spin_unlock_irqrestore}. */
    public void unlock() {
        kernel.say(new LockEvent.Unlocked(word.toString()));
        kernel.machine().perform(Op.UNLOCK, word, 0, 0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.LockEvent;
import endio.machine.Op;
import endio.machine.Word;

/** A {@code struct mutex}: sleeps until it is free. */
public final class Mutex {
    private final Kernel kernel;
    private final Word word;

    Mutex(Kernel kernel, Word word) {
        this.kernel = kernel;
        this.word = word;
    }

    /** {@code mutex_lock}. */
    public void lock() {
        kernel.mightSleep("mutex_lock " + word);
        kernel.machine().perform(Op.LOCK, word, kernel.context().thread() + 1L, 0);
        kernel.say(new LockEvent.Locked(word.toString(), false, false));
    }

    /** {@code mutex_trylock}: whether it was taken. */
    public boolean tryLock() {
        boolean taken = kernel.machine().perform(Op.TRY_LOCK, word, kernel.context().thread() + 1L, 0) == 0;
        if (taken) {
            kernel.say(new LockEvent.Locked(word.toString(), false, false));
        }
        return taken;
    }

    /** {@code mutex_unlock}. */
    public void unlock() {
        kernel.say(new LockEvent.Unlocked(word.toString()));
        kernel.machine().perform(Op.UNLOCK, word, 0, 0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.LockEvent;
import endio.machine.Op;
import endio.machine.Word;

/** A {@code struct rw_semaphore}: many readers or one writer, not fair. */
public final class RwSem {
    private final Kernel kernel;
    private final Word word;

    RwSem(Kernel kernel, Word word) {
        this.kernel = kernel;
        this.word = word;
    }

    /** {@code down_read}. */
    public void downRead() {
        down(Op.DOWN_READ, "down_read ");
    }

    /** {@code up_read}. */
    public void upRead() {
        up(Op.UP_READ);
    }

    /** {@code down_write}. */
    public void downWrite() {
        down(Op.DOWN_WRITE, "down_write ");
    }

    /** {@code up_write}. */
    public void upWrite() {
        up(Op.UP_WRITE);
    }

    private void down(Op op, String what) {
        kernel.mightSleep(what + word);
        kernel.machine().perform(op, word, 0, 0);
        kernel.say(new LockEvent.Locked(word.toString(), false, false));
    }

    private void up(Op op) {
        kernel.say(new LockEvent.Unlocked(word.toString()));
        kernel.machine().perform(op, word, 0, 0);
    }
}

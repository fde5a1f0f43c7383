// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.LockEvent;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import org.jspecify.annotations.Nullable;

/** A {@code struct task_struct}, as far as sleeping and waking go. */
public final class Task {
    private static final long RUNNING = 0;
    private static final long UNINTERRUPTIBLE = 2;

    private final Machine machine;
    private final Faults faults;
    private final String name;
    private final Word state;
    private @Nullable Word barrier;

    Task(Kernel kernel, String name) {
        this.machine = kernel.machine();
        this.faults = kernel.faults();
        this.name = name;
        this.state = machine.word(new ObjectId(name, 0), "state", RUNNING);
    }

    /** For people. */
    public String name() {
        return name;
    }

    /** {@code __set_current_state(TASK_UNINTERRUPTIBLE)}: a plain store, right where a lock orders it. */
    public void setUninterruptiblePlain() {
        machine.perform(Op.STORE, state, UNINTERRUPTIBLE, 0);
    }

    /** {@code set_current_state(TASK_UNINTERRUPTIBLE)}: a store with a full barrier behind it. */
    public void setUninterruptible() {
        machine.perform(Op.XCHG, state, UNINTERRUPTIBLE, 0);
    }

    /** {@code __set_current_state(TASK_RUNNING)}. */
    public void setRunning() {
        machine.perform(Op.STORE, state, RUNNING, 0);
    }

    /**
     * {@code schedule}, {@code io_schedule}: returns when the state is running, or for no reason.
     *
     * @param reason the function that waits, for the wait-for report
     * @return false: nobody woke it
     */
    public boolean schedule(String reason) {
        machine.say(new LockEvent.MightSleep("schedule in " + reason));
        machine.say(new LockEvent.Schedule(reason));
        if (faults.happens(machine, "spurious wake-up")) {
            machine.perform(Op.STORE, state, RUNNING, 0);
            return false;
        }
        machine.perform(Op.AWAIT_EQ, state, RUNNING, 0);
        return true;
    }

    /** {@code smp_mb}: a full barrier of this task, as an operation on a word that nobody else knows. */
    void fullBarrier() {
        Word own = barrier;
        if (own == null) {
            own = machine.word(new ObjectId(name, 0), "barrier", 0);
            barrier = own;
        }
        machine.perform(Op.FETCH_OR, own, 0, 0);
    }

    /** {@code wake_up_process}: whether it slept or was about to. */
    public boolean wakeUp() {
        return machine.perform(Op.XCHG, state, RUNNING, 0) != RUNNING;
    }
}

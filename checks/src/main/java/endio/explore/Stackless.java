// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import org.jspecify.annotations.Nullable;

/**
 * The body of a logical thread that is written by hand as a step machine: what it is about to do is in fields and not on a stack.
 * The engine steps such a thread without a fiber, and treats it in all else like any other. It is there to measure by: the same
 * search of the same program with and without stacks says what stacks cost. {@link #run} does the same on a stack.
 */
public abstract class Stackless implements Runnable {
    private final Machine machine;
    private @Nullable Op op;
    private @Nullable Word cell;
    private long a;
    private long b;

    /** @param machine that spawns it */
    protected Stackless(Machine machine) {
        this.machine = machine;
    }

    /**
     * Goes on to its next operation, which it names by {@link #will}.
     *
     * @param before what the cell of its last operation held before that; 0 at the beginning
     * @return false if it has ended
     */
    protected abstract boolean goOn(long before);

    /** Its next operation. */
    protected final void will(Op next, Word on, long first, long second) {
        op = next;
        cell = on;
        a = first;
        b = second;
    }

    @Override
    public final void run() {
        long before = 0;
        while (goOn(before)) {
            before = machine.perform(op(), cell(), a, b);
        }
    }

    /** Takes the pending step of its thread, if it has one, and goes on to the next; false if it has ended. */
    final boolean step(Execution execution, LogicalThread t) {
        if (!goOn(t.op == null ? 0 : execution.take(t, op(), cell(), a, b))) {
            return false;
        }
        t.op = op;
        t.cell = cell;
        t.a = a;
        return true;
    }

    private Op op() {
        Op next = op;
        if (next == null) {
            throw new IllegalStateException("it named no operation");
        }
        return next;
    }

    private Word cell() {
        Word on = cell;
        if (on == null) {
            throw new IllegalStateException("it named no cell");
        }
        return on;
    }
}

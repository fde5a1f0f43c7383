// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Cell;
import endio.machine.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The later access of a race: one that was performed, or one that a thread waits for to the end of the run. One object for all. */
final class Access {
    static final int[] NOTHING = {};

    /** Its step, or -1. */
    int step;
    int thread;
    int cell;
    int kind;
    @Nullable Op op;
    private long operand;
    private @Nullable Object refOperand;
    /** What its thread knows before it. */
    private int[] base = NOTHING;
    /** What it knows itself. */
    int[] row = NOTHING;

    private final Path path;

    Access(Path path) {
        this.path = path;
    }

    /** Becomes the access of a step. */
    void performed(int at) {
        step = at;
        thread = path.thread[at];
        cell = path.cell[at];
        kind = path.kind[at];
        op = path.op[at];
        operand = path.operand[at];
        refOperand = path.refOperand[at];
        base = path.base[at];
        row = path.clock[at];
    }

    /** Becomes the operation that a thread waits for. */
    void pending(LogicalThread t, Op waitsFor, Cell on) {
        step = -1;
        thread = t.id;
        cell = on.id();
        kind = path.kind(waitsFor);
        op = waitsFor;
        operand = t.a;
        base = path.before(t);
        int size = Math.max(t.id + 1, base.length);
        int last = path.lastOnCell(cell);
        for (int m = last; m >= 0; m = path.previousInGroup(m)) {
            size = Math.max(size, path.clock[m].length);
        }
        row = Arrays.copyOf(base, size);
        for (int m = last; m >= 0; m = path.previousInGroup(m)) {
            Path.join(row, path.clock[m]);
        }
    }

    /** Becomes none. */
    void none() {
        step = -1;
        row = NOTHING;
    }

    boolean waits() {
        return op != null && op.waits();
    }

    /** Whether it would get through on a word of this value. */
    boolean ready(long value) {
        return op == null || op.ready(value, operand);
    }

    /** Whether it comes after {@code earlier} whatever is reversed. */
    boolean mustFollow(int earlier) {
        return path.thread[earlier] == thread || path.knows(base, earlier);
    }

    /** Whether it comes after {@code earlier} in this run. */
    boolean follows(int earlier) {
        return path.knows(row, earlier);
    }

    /** Its kind on another value than it met: a cmpxchg that failed may succeed there, and so on. */
    int kindOn(long value, @Nullable Object refValue) {
        if (op == Op.CMPXCHG && step >= 0 && path.onRef[step]) {
            return refValue == refOperand ? Path.WRITE : Path.READ;
        }
        if (op == Op.CMPXCHG || op == Op.TRY_LOCK) {
            return op.readsOnly(value, operand) ? Path.READ : Path.WRITE;
        }
        return kind;
    }
}

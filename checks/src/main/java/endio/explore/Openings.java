// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Cell;
import endio.machine.Op;
import endio.machine.Word;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What each thread did before its first step in the last execution: came to which operation, and asked the machine for nothing on
 * the way. A thread that is made after the same steps as in the last execution comes to the same operation, so it need not run to
 * know that: it begins when it is to take that step, and one switch to it and one back are saved. It is held to it then.
 */
final class Openings {
    private static final int NONE = -1;

    /** The execution, and the last one in which each thread was seen to open so; by thread. */
    private int run;
    private int[] seen = {};
    private Op[] op = {};
    private int[] cell = {};
    private long[] a = {};

    /** The next execution begins. */
    void restart() {
        run++;
    }

    /** A thread has come to its first step without a word. */
    void note(LogicalThread t, Op first, Cell on, long operand) {
        if (t.id >= seen.length) {
            int size = Math.max(t.id + 1, 2 * seen.length);
            int old = seen.length;
            seen = Arrays.copyOf(seen, size);
            Arrays.fill(seen, old, size, NONE);
            op = Arrays.copyOf(op, size);
            cell = Arrays.copyOf(cell, size);
            a = Arrays.copyOf(a, size);
        }
        // The pointer that a pointer is changed to, or compared with, is of one execution.
        seen[t.id] = on instanceof Word || first.access() == Op.Access.READ ? run : NONE;
        op[t.id] = first;
        cell[t.id] = on.id();
        a[t.id] = operand;
    }

    /** Whether it is known to what operation a thread comes that is made as in the last execution; it is given that, then. */
    boolean foresees(LogicalThread t, Cells cells) {
        int id = t.id;
        if (id >= seen.length || seen[id] != run - 1) {
            return false;
        }
        Cell on = cells.get(cell[id]);
        if (on == null) {
            return false;
        }
        seen[id] = run;
        t.op = op[id];
        t.cell = on;
        t.a = a[id];
        return true;
    }

    /** Why a thread does not do what was foreseen of it; null if it does. */
    static @Nullable String differs(LogicalThread t, Op first, Cell on, long operand) {
        return t.op == first && t.cell == on && t.a == operand ? null
                : t + " begins with " + first + " " + on + ", and began with " + t.op + " " + t.cell
                        + " or another operand when it was run the same way before";
    }
}

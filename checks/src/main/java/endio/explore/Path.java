// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Op;
import endio.machine.Ref;
import endio.machine.Word;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one execution, and which happens before which. A step is an operation or a choice; steps before {@link #keep}
 * are those of the execution before, taken again, and are not computed again.
 *
 * <p>Accesses of one cell form groups: accesses of one group commute (reads), those of adjacent groups do not. So an access
 * comes after all of the group before its own. Time is counted by thread, over its steps and events.
 */
final class Path {
    /** Leaves the value. */
    static final int READ = 0;
    /** Commutes with nothing. Larger kinds, one for each such operation, commute with their like. */
    static final int WRITE = 1;
    /** In place of a cell: a choice. */
    static final int NO_CELL = -1;

    int[] thread = new int[64];
    Op[] op = new Op[64];
    int[] cell = new int[64];
    int[] kind = new int[64];
    /** Of a choice, what was chosen and out of how many; else -1 and 0. */
    int[] choice = new int[64];
    int[] alternatives = new int[64];
    long[] operand = new long[64];
    @Nullable Object[] refOperand = new Object[64];
    /** The value before the operation. */
    long[] before = new long[64];
    @Nullable Object[] refBefore = new Object[64];
    /** Whether its cell is a pointer. */
    boolean[] onRef = new boolean[64];
    int[] time = new int[64];
    /** The previous step of the same thread, on the same cell, and the last step of the cell's previous group; -1: none. */
    int[] previousOfThread = new int[64];
    int[] previousOnCell = new int[64];
    int[] previousGroup = new int[64];
    /** What happened before the step, by thread, itself included; and without its own cell's part. */
    int[][] clock = new int[64][];
    int[][] base = new int[64][];
    /** Like {@link #clock}, without what comes before only because equal threads begin in order; mostly the same arrays. */
    int[][] known = new int[64][];

    /** So many steps tell who goes round. */
    private static final int LAST = 500;

    private int[] lastOnCell = new int[64];
    private final int[] kinds = new int[Op.values().length];
    private int length;
    private int kept;

    /** @param commuting operations {@linkplain Op#likeCommutes whose like commutes} do so */
    Path(boolean commuting) {
        for (Op each : Op.values()) {
            kinds[each.ordinal()] = each.access() == Op.Access.READ ? READ
                    : commuting && each.likeCommutes() ? WRITE + 1 + each.ordinal() : WRITE;
        }
    }

    /** Kind of an operation if it gets through and does what it is for. */
    int kind(Op operation) {
        return kinds[operation.ordinal()];
    }

    /** How {@code t}'s pending operation would use its cell if it were performed now. */
    int pendingKind(LogicalThread t) {
        Op op = t.op;
        if (op == null) {
            return Path.READ;
        }
        if (t.cell instanceof Word word) {
            return op.readsOnly(word.value, t.a) ? Path.READ : kind(op);
        }
        boolean reads = op == Op.CMPXCHG ? !(t.cell instanceof Ref<?> ref && ref.value == t.refA)
                : op.access() == Op.Access.READ;
        return reads ? Path.READ : Path.WRITE;
    }

    /** Starts an execution whose first {@code keep} steps are those of the last one. */
    void restart(int keep) {
        Arrays.fill(lastOnCell, -1);
        length = 0;
        kept = keep;
    }

    int length() {
        return length;
    }

    /** Steps that are taken again. */
    int kept() {
        return kept;
    }

    int lastOnCell(int cellId) {
        return cellId < lastOnCell.length ? lastOnCell[cellId] : -1;
    }

    /** Of {@code all}, who took most of the last steps, and so may go round for ever. */
    LogicalThread busiest(Threads all) {
        int[] steps = new int[all.ids()];
        for (int step = length - Math.min(length, LAST); step < length; step++) {
            steps[thread[step]]++;
        }
        int most = 0;
        for (int id = 0; id < steps.length; id++) {
            most = steps[id] > steps[most] ? id : most;
        }
        return all.byId(most);
    }

    /** Records that {@code t} performs its pending operation. */
    void operation(LogicalThread t, int cellId, int accessKind, long valueBefore, @Nullable Object refValueBefore) {
        int step = length++;
        t.time++;
        t.operationTime = t.time;
        if (cellId >= lastOnCell.length) {
            int old = lastOnCell.length;
            lastOnCell = Arrays.copyOf(lastOnCell, Math.max(2 * old, cellId + 1));
            Arrays.fill(lastOnCell, old, lastOnCell.length, -1);
        }
        if (step >= kept) {
            room(step);
            thread[step] = t.id;
            op[step] = t.op;
            onRef[step] = t.cell instanceof Ref;
            cell[step] = cellId;
            kind[step] = accessKind;
            choice[step] = -1;
            alternatives[step] = 0;
            time[step] = t.time;
            previousOfThread[step] = t.lastStep;
            int last = lastOnCell[cellId];
            previousOnCell[step] = last;
            previousGroup[step] = last >= 0 && sameGroup(last, accessKind) ? previousGroup[last] : last;
            clocks(step, t);
        }
        if (t.firstStep < 0 && t.begins()) {
            t.firstStep = step;
        }
        operand[step] = t.a;
        refOperand[step] = t.refA;
        before[step] = valueBefore;
        refBefore[step] = refValueBefore;
        lastOnCell[cellId] = step;
        t.lastStep = step;
        t.clock = clock[step];
        t.known = known[step];
    }

    /** Records that {@code t} makes its pending choice. */
    void choice(LogicalThread t, int chosen) {
        int step = length++;
        t.time++;
        if (step >= kept) {
            room(step);
            thread[step] = t.id;
            op[step] = null;
            cell[step] = NO_CELL;
            kind[step] = READ;
            choice[step] = chosen;
            alternatives[step] = t.alternatives;
            time[step] = t.time;
            previousOfThread[step] = t.lastStep;
            previousOnCell[step] = -1;
            previousGroup[step] = -1;
            clocks(step, t);
        }
        if (t.firstStep < 0) {
            t.firstStep = step;
        }
        t.lastStep = step;
        t.clock = clock[step];
        t.known = known[step];
    }

    /** Gives {@code child} the clock of its maker: the maker's past is its past. */
    void born(LogicalThread child, LogicalThread maker, int ids) {
        int[] birth = child.birth(Math.max(ids, maker.clock.length));
        System.arraycopy(maker.clock, 0, birth, 0, maker.clock.length);
        birth[maker.id] = maker.id == 0 ? Integer.MAX_VALUE : maker.time;
        child.clock = birth;
        child.known = birth;
        if (maker.known != maker.clock) {
            int[] known = new int[birth.length];
            System.arraycopy(maker.known, 0, known, 0, maker.known.length);
            known[maker.id] = birth[maker.id];
            child.known = known;
        }
    }

    /**
     * What happened before the pending step of a thread, also because equal threads begin in order: the first step of the one
     * before it; if that one has ended without any, its end, and what holds for the one before that.
     */
    int[] before(LogicalThread t) {
        int[] row = t.clock;
        if (t.elder == null || t.firstStep >= 0 || !t.begins()) {
            return row;
        }
        for (LogicalThread elder = t.elder; elder != null; elder = elder.firstStep < 0 ? elder.elder : null) {
            int last = elder.firstStep < 0 ? elder.lastStep : elder.firstStep;
            if (last >= 0) {
                row = Arrays.copyOf(row, Math.max(row.length, clock[last].length));
                join(row, clock[last]);
            }
        }
        return row;
    }

    /** Whether step {@code a} happens before step {@code b}, or is it. */
    boolean happensBefore(int a, int b) {
        return at(clock[b], thread[a]) >= time[a];
    }

    /** Whether {@code row} knows step {@code a}. */
    boolean knows(int[] row, int a) {
        return at(row, thread[a]) >= time[a];
    }

    static int at(int[] row, int index) {
        return index < row.length ? row[index] : 0;
    }

    /** Whether two accesses of one cell commute. */
    static boolean commute(int kind1, int kind2) {
        return kind1 == kind2 && kind1 != WRITE;
    }

    /** Whether an access of this kind would join the group of {@code member}. */
    boolean sameGroup(int member, int accessKind) {
        return commute(kind[member], accessKind);
    }

    private void clocks(int step, LogicalThread t) {
        int[] past = before(t);
        base[step] = past;
        boolean same = past == t.known;
        int group = previousGroup[step];
        int size = Math.max(past.length, t.id + 1);
        for (int m = group; m >= 0; m = previousInGroup(m)) {
            size = Math.max(size, clock[m].length);
            same &= known[m] == clock[m];
        }
        int[] row = clock[step];
        if (row == null || row.length != size) {
            row = new int[size];
            clock[step] = row;
        } else {
            Arrays.fill(row, past.length, size, 0);
        }
        System.arraycopy(past, 0, row, 0, past.length);
        for (int m = group; m >= 0; m = previousInGroup(m)) {
            join(row, clock[m]);
        }
        row[t.id] = t.time;
        known[step] = row;
        if (!same) {
            known(step, t, size);
        }
    }

    private void known(int step, LogicalThread t, int size) {
        int[] row = Arrays.copyOf(t.known, size);
        for (int m = previousGroup[step]; m >= 0; m = previousInGroup(m)) {
            join(row, known[m]);
        }
        row[t.id] = t.time;
        if (!Arrays.equals(row, clock[step])) {
            known[step] = row;
        }
    }

    static void join(int[] row, int[] other) {
        for (int i = 0; i < other.length; i++) {
            if (other[i] > row[i]) {
                row[i] = other[i];
            }
        }
    }

    /** The member of {@code member}'s group before it, or -1. */
    int previousInGroup(int member) {
        int previous = previousOnCell[member];
        return previous >= 0 && sameGroup(previous, kind[member]) ? previous : -1;
    }

    private void room(int step) {
        if (step < thread.length) {
            return;
        }
        int size = 2 * thread.length;
        thread = Arrays.copyOf(thread, size);
        op = Arrays.copyOf(op, size);
        cell = Arrays.copyOf(cell, size);
        kind = Arrays.copyOf(kind, size);
        choice = Arrays.copyOf(choice, size);
        alternatives = Arrays.copyOf(alternatives, size);
        operand = Arrays.copyOf(operand, size);
        refOperand = Arrays.copyOf(refOperand, size);
        before = Arrays.copyOf(before, size);
        refBefore = Arrays.copyOf(refBefore, size);
        onRef = Arrays.copyOf(onRef, size);
        time = Arrays.copyOf(time, size);
        previousOfThread = Arrays.copyOf(previousOfThread, size);
        previousOnCell = Arrays.copyOf(previousOnCell, size);
        previousGroup = Arrays.copyOf(previousGroup, size);
        clock = Arrays.copyOf(clock, size);
        base = Arrays.copyOf(base, size);
        known = Arrays.copyOf(known, size);
    }
}

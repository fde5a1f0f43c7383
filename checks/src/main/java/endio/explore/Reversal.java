// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Cell;
import endio.machine.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the races of a complete run and adds the branches that reverse them.
 *
 * <p>This is optimal dynamic partial-order reduction with wakeup trees (Abdulla, Aronis, Jonsson, Sagonas, "Source Sets: A
 * Foundation for Optimal Dynamic Partial Order Reduction", J. ACM 64(4), 2017, algorithm 2). What is our own:
 * <ul>
 * <li>A sequence {@code notdep(e).e'} begins with what {@code e'} needs, and ends with the step that wakes the last sleeper. So
 *     nothing sleeps where a tree ends, no run is blocked, and trees are small.
 * <li>A race is settled, and not looked at again while its steps stay on the path, once what {@code e'} needs is enough to tell
 *     that it is covered: all later sequences for this race begin so.
 * <li>An operation that waits races with the nearest earlier access before which it was ready, so a lock with the lock before
 *     it and not with the unlock between; this also for those that wait for ever at the end of a run.
 * <li>Other outcomes of a choice are reversals of it with itself.
 * </ul>
 */
final class Reversal {
    private static final int[] NOTHING = {};
    /** In place of the thread of a step that a node of the tree stands for. */
    private static final int TAKEN = -1;

    private final Path path;
    private final Branches branches;
    private final Threads threads;

    /** Races that are not settled: first step, second step or, for a choice, -2 - outcome. */
    private int[] open = new int[64];
    private int opened;

    /** The sequence under construction. */
    private int length;
    private int[] vThread = new int[64];
    private int[] vCell = new int[64];
    private int[] vKind = new int[64];
    private int[] vChoice = new int[64];

    /** The second access of a race: its step, or -1 if it is still waited for. */
    private int second;
    private int thread;
    private int cell;
    private int kind;
    private @Nullable Op op;
    private long operand;
    private @Nullable Object refOperand;
    /** What its thread knows before it, and what it knows itself. */
    private int[] base = NOTHING;
    private int[] row = NOTHING;

    Reversal(Path path, Branches branches, Threads threads) {
        this.path = path;
        this.branches = branches;
        this.threads = threads;
    }

    /** Looks at all races of a run of which steps from {@code from} on are new. */
    void reverseRaces(int from, boolean complete) {
        int n = path.length();
        int old = opened;
        opened = 0;
        for (int i = 0; i < old; i += 2) {
            int first = open[i];
            int second = open[i + 1];
            if (second < 0 ? first < from : second < from) {
                retry(first, second);
            }
        }
        for (int step = from; step < n; step++) {
            if (path.cell[step] == Path.NO_CELL) {
                choices(step);
            } else {
                performed(step);
                races(path.previousGroup[step]);
            }
        }
        if (complete) {
            for (int i = 0; i < threads.count(); i++) {
                LogicalThread t = threads.born(i);
                if (t.stranded && t.op != null && t.cell != null) {
                    pending(t, t.op, t.cell);
                    races(path.lastOnCell(cell));
                }
            }
        }
    }

    private void retry(int first, int second) {
        if (second < 0) {
            choice(first, -2 - second);
        } else {
            performed(second);
            reverse(first);
        }
    }

    private void choices(int step) {
        for (int outcome = 0; outcome < path.alternatives[step]; outcome++) {
            if (outcome != path.choice[step]) {
                choice(step, outcome);
            }
        }
    }

    private void choice(int step, int outcome) {
        length = 0;
        push(path.thread[step], Path.NO_CELL, Path.READ, outcome);
        second = -1;
        row = NOTHING;
        others(step);
        insert(step, 1, -2 - outcome);
    }

    /** The access of a step becomes the second of the races that are looked for. */
    private void performed(int step) {
        second = step;
        thread = path.thread[step];
        cell = path.cell[step];
        kind = path.kind[step];
        op = path.op[step];
        operand = path.operand[step];
        refOperand = path.refOperand[step];
        base = path.base[step];
        row = path.clock[step];
    }

    /** The operation that a thread waits for to its end becomes the second of the races that are looked for. */
    private void pending(LogicalThread t, Op pendingOp, Cell pendingCell) {
        second = -1;
        thread = t.id;
        cell = pendingCell.id();
        kind = pendingOp.access() == Op.Access.READ ? Path.READ : Path.WRITE;
        op = pendingOp;
        operand = t.a;
        base = t.clock;
        int size = Math.max(t.id + 1, t.clock.length);
        int group = path.lastOnCell(cell);
        for (int m = group; m >= 0; m = path.previousInGroup(m)) {
            size = Math.max(size, path.clock[m].length);
        }
        row = Arrays.copyOf(base, size);
        for (int m = group; m >= 0; m = path.previousInGroup(m)) {
            Path.join(row, path.clock[m]);
        }
    }

    /** Races of the second access with earlier ones, of which {@code group} is the last of the last group. */
    private void races(int group) {
        boolean waits = op != null && op.waits();
        int last = group;
        while (last >= 0) {
            boolean candidates = !Path.commute(path.kind[last], kind) && (!waits || op.ready(path.before[last], operand));
            boolean known = false;
            for (int m = last; m >= 0; m = path.previousInGroup(m)) {
                if (path.thread[m] == thread || path.knows(base, m)) {
                    known = true;
                } else if (candidates && nearest(m, last)) {
                    reverse(m);
                }
            }
            if (candidates || known) {
                return;
            }
            last = path.previousGroup[last];
        }
    }

    /** Whether no other member of its group comes after {@code member}. */
    private boolean nearest(int member, int last) {
        for (int m = last; m > member; m = path.previousInGroup(m)) {
            if (path.happensBefore(member, m)) {
                return false;
            }
        }
        return true;
    }

    /** Adds the branch that takes the second access before {@code first}. */
    private void reverse(int first) {
        length = 0;
        int end = second >= 0 ? second : path.length();
        for (int k = first + 1; k < end; k++) {
            if (!path.happensBefore(first, k) && path.knows(row, k)) {
                push(path.thread[k], path.cell[k], path.kind[k], path.choice[k]);
            }
        }
        push(thread, cell, kindBefore(first), -1);
        int needed = length;
        others(first);
        insert(first, needed, second);
    }

    /** What the second access is when it comes before {@code first}: a cmpxchg that failed may succeed there, and so on. */
    private int kindBefore(int first) {
        if (op == Op.CMPXCHG || op == Op.TRY_LOCK) {
            boolean fails = path.onRef[first] ? path.refBefore[first] != refOperand
                    : op.readsOnly(path.before[first], operand);
            return fails ? Path.READ : Path.WRITE;
        }
        return kind;
    }

    /** Appends the steps after {@code first} that neither come after it nor are needed by the second access. */
    private void others(int first) {
        for (int k = first + 1; k < path.length(); k++) {
            if (k != second && !path.happensBefore(first, k) && !path.knows(row, k)) {
                push(path.thread[k], path.cell[k], path.kind[k], path.choice[k]);
            }
        }
    }

    private void push(int stepThread, int stepCell, int stepKind, int stepChoice) {
        if (length == vThread.length) {
            vThread = Arrays.copyOf(vThread, 2 * length);
            vCell = Arrays.copyOf(vCell, 2 * length);
            vKind = Arrays.copyOf(vKind, 2 * length);
            vChoice = Arrays.copyOf(vChoice, 2 * length);
        }
        vThread[length] = stepThread;
        vCell[length] = stepCell;
        vKind[length] = stepKind;
        vChoice[length++] = stepChoice;
    }

    /** Adds the sequence to the branches of {@code step}, unless one that is there or sleeps covers it. */
    private void insert(int step, int needed, int secondOrOutcome) {
        int sleepers = branches.sleepers(step);
        int count = branches.count(step);
        int trying = branches.trying(step);
        int end = needed - 1;
        boolean covered = false;
        for (int i = 0; i < sleepers + count && i <= sleepers + trying; i++) {
            int conflict = firstConflict(i < sleepers ? branches.sleeper(step, i) : branches.branch(step, i - sleepers));
            if (conflict < 0 && -1 - conflict < needed) {
                return;
            }
            covered |= conflict < 0;
            end = Math.max(end, conflict);
        }
        boolean settled = !covered && plant(branches.open(path, step), trying + 1, end, needed);
        if (!settled && secondOrOutcome != -1) {
            keepOpen(step, secondOrOutcome);
        }
    }

    /**
     * Adds the sequence to a wakeup tree, below the first of its nodes that are weak initials of it.
     *
     * @param from the first child to look at
     * @param end index of the last step that is needed for a sleeper to wake
     * @return whether the tree covers all sequences that need the same first {@code needed} steps
     */
    private boolean plant(Branch tree, int from, int end, int needed) {
        Branch node = tree;
        int first = from;
        int last = end;
        boolean certain = true;
        while (true) {
            Branch into = null;
            for (int i = first; i < node.count() && into == null; i++) {
                Branch child = node.child(i);
                int conflict = firstConflict(child);
                if (conflict >= 0) {
                    last = Math.max(last, conflict);
                } else {
                    into = child;
                    int taken = -1 - conflict;
                    certain &= taken < needed;
                    if (taken < length) {
                        vThread[taken] = TAKEN;
                    }
                }
            }
            if (into == null) {
                grow(node, last);
                return certain && last < needed;
            }
            if (into.leaf()) {
                return certain;
            }
            node = into;
            first = 0;
        }
    }

    private void grow(Branch node, int last) {
        Branch at = node;
        for (int i = 0; i <= last; i++) {
            if (vThread[i] != TAKEN) {
                Branch next = new Branch(vThread[i], vCell[i], vKind[i], vChoice[i]);
                at.add(next);
                at = next;
            }
        }
    }

    /**
     * Where the sequence has a step that {@code branch} does not commute with; if there is none, or if it has the branch's own
     * step before that, the branch is a weak initial of it: then -1 - the index of that step, or of the end.
     */
    private int firstConflict(Branch branch) {
        for (int i = 0; i < length; i++) {
            int t = vThread[i];
            if (t == TAKEN) {
                continue;
            }
            if (t == branch.thread) {
                return vChoice[i] == branch.choice ? -1 - i : i;
            }
            if (!branch.commutes(vCell[i], vKind[i])) {
                return i;
            }
        }
        return -1 - length;
    }

    private void keepOpen(int first, int secondOrOutcome) {
        if (opened == open.length) {
            open = Arrays.copyOf(open, 2 * opened);
        }
        open[opened++] = first;
        open[opened++] = secondOrOutcome;
    }
}

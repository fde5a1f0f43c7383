// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Steps that lead to a run in which a race is reversed: {@code v} of the algorithm. It begins with what the reversal {@link #needs},
 * which is the same in every run that has this race.
 */
final class WakeupSequence {
    /** In place of the thread of a step that a node of the tree stands for. */
    private static final int TAKEN = -1;

    private @Nullable Branch grown;
    private int length;
    private int needs;
    private int[] thread = new int[64];
    private int[] cell = new int[64];
    private int[] kind = new int[64];
    private int[] choice = new int[64];

    void clear() {
        length = 0;
        needs = 0;
    }

    void add(int stepThread, int stepCell, int stepKind, int stepChoice) {
        if (length == thread.length) {
            thread = Arrays.copyOf(thread, 2 * length);
            cell = Arrays.copyOf(cell, 2 * length);
            kind = Arrays.copyOf(kind, 2 * length);
            choice = Arrays.copyOf(choice, 2 * length);
        }
        thread[length] = stepThread;
        cell[length] = stepCell;
        kind[length] = stepKind;
        choice[length++] = stepChoice;
    }

    void add(Path path, int step) {
        add(path.thread[step], path.cell[step], path.kind[step], path.choice[step]);
    }

    /** All that the reversal needs has been added; what is added from now on only wakes sleepers. */
    void needsNoMore() {
        needs = length;
    }

    /**
     * Adds the sequence to the branches of a step, unless the path's, one before it or one that sleeps there is a weak initial of
     * it, for then that one's runs cover it.
     *
     * @return whether all sequences that need the same are covered from now on
     */
    boolean addTo(Branches branches, Path path, int step) {
        grown = null;
        int sleepers = branches.sleepers(step);
        int mine = branches.mine(step);
        int end = needs - 1;
        boolean covered = false;
        for (int i = 0; i <= sleepers + mine; i++) {
            Branch branch = i < sleepers ? branches.sleeper(step, i) : branches.branch(step, i - sleepers);
            int conflict = firstConflict(branch);
            if (branch.elsewhere && conflict == -1 - length) {
                // It may be woken later on: a divided search relies on no other part for that.
                continue;
            }
            if (conflict < 0 && -1 - conflict < needs) {
                return true;
            }
            covered |= conflict < 0;
            end = Math.max(end, conflict);
        }
        return !covered && plant(branches.open(path, step), Math.max(0, mine) + 1, end);
    }

    /** The node that it was added to as a child, or null if it was covered. */
    @Nullable Branch grown() {
        return grown;
    }

    /**
     * Adds it to a wakeup tree, below the first of its nodes that are weak initials of it; nothing is to be added below a leaf.
     *
     * @param from the first child to look at
     * @param end index of the last step that is needed for a sleeper to wake
     */
    private boolean plant(Branch tree, int from, int end) {
        Branch node = tree;
        int first = from;
        int last = end;
        boolean certain = true;
        while (true) {
            Branch into = null;
            for (int i = first; i < node.count() && into == null; i++) {
                int conflict = firstConflict(node.child(i));
                if (conflict >= 0) {
                    last = Math.max(last, conflict);
                } else {
                    into = node.child(i);
                    int taken = -1 - conflict;
                    certain &= taken < needs;
                    if (taken < length) {
                        thread[taken] = TAKEN;
                    }
                }
            }
            if (into == null) {
                grow(node, last);
                return certain && last < needs;
            }
            if (into.leaf()) {
                return certain;
            }
            node = into;
            first = 0;
        }
    }

    private void grow(Branch node, int last) {
        grown = node;
        Branch at = node;
        for (int i = 0; i <= last; i++) {
            if (thread[i] != TAKEN) {
                Branch next = new Branch(thread[i], cell[i], kind[i], choice[i]);
                at.add(next);
                at = next;
            }
        }
    }

    /**
     * Where it has a step that {@code branch} does not commute with; if there is none, or if it has the branch's own step before
     * that, the branch is a weak initial of it: then -1 - the index of that step, or of the end.
     */
    private int firstConflict(Branch branch) {
        for (int i = 0; i < length; i++) {
            int t = thread[i];
            if (t == TAKEN) {
                continue;
            }
            if (t == branch.thread) {
                return choice[i] == branch.choice ? -1 - i : i;
            }
            if (!branch.commutes(cell[i], kind[i])) {
                return i;
            }
        }
        return -1 - length;
    }
}

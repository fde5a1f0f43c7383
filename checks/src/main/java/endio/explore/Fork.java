// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A step that more than one worker may reach, with its branches and how to come there: what a task needs so that whoever takes it
 * can do it, on this machine or, written down, on another one.
 *
 * <p>The branches belong to the {@link Frontier}, and are read and changed under its lock alone. They only grow, so what sleeps in
 * one of them is fixed from the beginning: what sleeps at the step, and the branches before it.
 */
final class Fork {
    static final int[] NO_RACES = {};

    /** The fork of the step before; null at the first step. */
    final @Nullable Fork before;
    /** Which branch of {@link #before} leads here. */
    final int through;
    /** The number of the step. */
    final int step;
    /** The node whose children are the branches. */
    final Branch branches;
    /** Steps of which all races have been looked at; the first ones. */
    final int checked;
    /** Races of these that were not settled when the step was shared: as {@link Reversal} keeps them. */
    final int[] races;
    /** All that can be done here has a branch from the beginning: see {@link Division}. */
    final boolean whole;
    /** Whether the frontier knows that a branch is to be taken here. */
    boolean listed;

    Fork(@Nullable Fork before, int through, Branch branches, int checked, int[] races, boolean whole) {
        this.before = before;
        this.through = through;
        this.step = before == null ? 0 : before.step + 1;
        this.branches = branches;
        this.checked = checked;
        this.races = races;
        this.whole = whole;
    }

    /** The fork of the step after, where one of the branches is that has not been begun. */
    Fork inner(int branch) {
        Branch tree = branches.child(branch);
        Fork inner = new Fork(this, branch, tree, checked, races, false);
        tree.fork = inner;
        return inner;
    }

    /** Whether there is a branch that nobody has taken. */
    boolean pending() {
        return branches.taken < branches.count();
    }

    /** The forks from the first step to this one. */
    Fork[] chain() {
        Fork[] chain = new Fork[step + 1];
        for (Fork at = this; at != null; at = at.before) {
            chain[at.step] = at;
        }
        return chain;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        Fork[] chain = chain();
        for (int i = 1; i < chain.length; i++) {
            path.append(chain[i - 1].branches.child(chain[i].through).thread).append(' ');
        }
        return path + "then " + Arrays.toString(new int[] {branches.taken, branches.count()});
    }
}

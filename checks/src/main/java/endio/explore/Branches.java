// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried at each step of the path, and what sleeps there. Each step has a root whose children are its branches, one of
 * which the path has taken. Those before it have been tried: they sleep in those after them, until a step is taken that does not
 * commute with them. Those behind it are still to be tried.
 */
final class Branches {
    /** Of each step; null: nothing but what the path took. */
    private @Nullable Branch[] root = new Branch[64];
    private int[] trying = new int[64];
    private Branch[][] sleeping = new Branch[65][];
    private int[] sleepers = new int[65];

    Branches() {
        Arrays.fill(sleeping, Branch.NONE);
    }

    /**
     * A step was taken for the first time.
     *
     * @param among the node whose child it is; null: it was not planned
     * @param anew whether it begins a new step, and is not the next branch of one that was there
     */
    void descend(Path path, int step, @Nullable Branch among, boolean anew) {
        if (step >= trying.length) {
            grow();
        }
        if (anew) {
            root[step] = among;
            trying[step] = 0;
        }
        int here = sleepers[step];
        int tried = trying[step];
        int n = 0;
        if (here + tried > 0) {
            Branch[] into = sleeping[step + 1];
            if (into.length < here + tried) {
                into = new Branch[here + tried];
                sleeping[step + 1] = into;
            }
            for (int i = 0; i < here + tried; i++) {
                Branch sleeper = i < here ? sleeping[step][i] : branch(step, i - here);
                if (sleeper.thread != path.thread[step] && sleeper.commutes(path.cell[step], path.kind[step])) {
                    into[n++] = sleeper;
                }
            }
        }
        sleepers[step + 1] = n;
    }

    /** How many sleep where this step is about to be taken. */
    int sleepers(int step) {
        return sleepers[step];
    }

    Branch sleeper(int step, int index) {
        return sleeping[step][index];
    }

    /** How many branches this step has; 0 stands for the one that was taken. */
    int count(int step) {
        Branch of = root[step];
        return of == null ? 0 : of.count();
    }

    /** Which branch is being tried. */
    int trying(int step) {
        return trying[step];
    }

    Branch branch(int step, int index) {
        return root(step).child(index);
    }

    /** The node whose children are the branches of a step; made if there were none. */
    Branch open(Path path, int step) {
        Branch of = root[step];
        if (of == null) {
            of = new Branch(-1, Path.NO_CELL, Path.READ, -1);
            of.add(Branch.taken(path, step));
            root[step] = of;
        }
        return of;
    }

    private Branch root(int step) {
        Branch of = root[step];
        if (of == null) {
            throw new IllegalStateException("step " + step + " has no branches");
        }
        return of;
    }

    /** The last step before {@code end} with a branch that was not tried, or -1. */
    int last(int end) {
        for (int step = end - 1; step >= 0; step--) {
            if (trying[step] + 1 < count(step)) {
                return step;
            }
        }
        return -1;
    }

    /** Goes to the next branch of a step. */
    Branch next(int step) {
        return branch(step, ++trying[step]);
    }

    /** Branches that wait to be tried, on a path of this length. */
    int pending(int end) {
        int pending = 0;
        for (int step = 0; step < end; step++) {
            pending += Math.max(0, count(step) - trying[step] - 1);
        }
        return pending;
    }

    private void grow() {
        int old = trying.length;
        root = Arrays.copyOf(root, 2 * old);
        trying = Arrays.copyOf(trying, 2 * old);
        sleeping = Arrays.copyOf(sleeping, 2 * old + 1);
        Arrays.fill(sleeping, old + 1, 2 * old + 1, Branch.NONE);
        sleepers = Arrays.copyOf(sleepers, 2 * old + 1);
    }
}

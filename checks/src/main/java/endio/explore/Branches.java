// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried at each step of one worker's path, and what sleeps there. Each step has a root whose children are its
 * branches, one of which the path has taken. Those before it have been tried, or are being tried by somebody: they sleep in it, until a step
 * is taken that does not commute with them. Those behind it are still to be tried, by this worker or by whoever comes.
 *
 * <p>The first steps are shared with other workers; what is tried there is a {@link Fork}'s.
 */
final class Branches {
    private final Frontier frontier;
    /** Of each step; null: nothing but what the path took. */
    private @Nullable Branch[] root = new Branch[64];
    /** Which of them the path took. */
    private int[] mine = new int[64];
    private Branch[][] sleeping = new Branch[65][];
    private int[] sleepers = new int[65];
    /** Of the shared steps, which are the first ones. */
    private Fork[] forks = new Fork[0];
    private int shared;

    Branches(Frontier frontier) {
        this.frontier = frontier;
        Arrays.fill(sleeping, Branch.NONE);
    }

    /** Leaves the path and goes to a task; returns the steps that lead there, with its own. They are to be descended. */
    Branch[] enter(Task task) {
        forks = task.fork().chain();
        shared = forks.length;
        while (shared >= mine.length) {
            grow();
        }
        Branch[] lead = new Branch[shared];
        synchronized (frontier) {
            for (int step = 0; step < shared; step++) {
                root[step] = forks[step].branches;
                mine[step] = step + 1 < shared ? forks[step + 1].through : task.through();
                lead[step] = branch(step, mine[step]);
            }
        }
        return lead;
    }

    /** Whether what sleeps may be what other parts of a divided search do. */
    boolean divided() {
        return shared > 0 && forks[0].whole;
    }

    /**
     * A step was taken for the first time.
     *
     * @param among the node whose child it is; null: it was not planned
     * @param anew whether it begins a new step, and is not the next branch of one that was there
     */
    void descend(Path path, int step, @Nullable Branch among, boolean anew) {
        if (step >= mine.length) {
            grow();
        }
        if (anew) {
            root[step] = among;
            mine[step] = 0;
            if (among != null) {
                among.taken = 1;
            }
        }
        if (step < shared) {
            synchronized (frontier) {
                sleep(path, step);
            }
        } else {
            sleep(path, step);
        }
    }

    private void sleep(Path path, int step) {
        int here = sleepers[step];
        int tried = mine[step];
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

    /** Which branch of this step the path took; -1: it has none but the path's. */
    int mine(int step) {
        return root[step] == null ? -1 : mine[step];
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
            of.taken = 1;
            root[step] = of;
            mine[step] = 0;
        }
        return of;
    }

    /** Adds a sequence to what is to be tried at a step: see {@link WakeupSequence#addTo}. */
    boolean add(WakeupSequence sequence, Path path, int step) {
        if (step >= shared) {
            return sequence.addTo(this, path, step);
        }
        if (forks[step].whole) {
            return true;
        }
        synchronized (frontier) {
            boolean settled = sequence.addTo(this, path, step);
            Branch grown = sequence.grown();
            if (grown != null) {
                frontier.grown(grown);
            }
            return settled;
        }
    }

    private Branch root(int step) {
        Branch of = root[step];
        if (of == null) {
            throw new IllegalStateException("step " + step + " has no branches");
        }
        return of;
    }

    /** The last step before {@code end} that is not shared and has a branch that was not tried, or -1. */
    int last(int end) {
        for (int step = end - 1; step >= shared; step--) {
            if (pendingAt(step) > 0) {
                return step;
            }
        }
        return -1;
    }

    /** Goes to the next branch of a step. */
    Branch next(int step) {
        Branch of = root(step);
        mine[step] = of.taken++;
        return of.child(mine[step]);
    }

    private int pendingAt(int step) {
        Branch of = root[step];
        return of == null ? 0 : of.count() - of.taken;
    }

    /** Branches of steps that are not shared that wait to be tried, on a path of this length. */
    int pending(int end) {
        int pending = 0;
        for (int step = shared; step < end; step++) {
            pending += pendingAt(step);
        }
        return pending;
    }

    /**
     * Shares the first steps, up to the first one with a branch to be tried, if there is another such branch for this worker.
     *
     * @param races that are not settled
     */
    void share(Path path, int[] races) {
        if (pending(path.length()) >= frontier.least()) {
            int step = shared;
            while (pendingAt(step) == 0) {
                step++;
            }
            share(path, step + 1, races);
        }
    }

    private void share(Path path, int steps, int[] races) {
        synchronized (frontier) {
            Fork[] all = forksUpTo(path, steps, races);
            for (int step = shared; step < steps; step++) {
                all[step].branches.fork = all[step];
                frontier.offer(all[step]);
            }
            forks = all;
            shared = steps;
        }
    }

    /** The forks of the first steps: the shared ones, and for the others what they would be if they were shared. */
    Fork[] forksUpTo(Path path, int steps, int[] races) {
        Fork[] all = Arrays.copyOf(forks, steps);
        for (int step = shared; step < steps; step++) {
            Branch of = open(path, step);
            all[step] = step == 0 ? new Fork(null, 0, of, step, races, false)
                    : new Fork(all[step - 1], mine[step - 1], of, step, races, false);
        }
        return all;
    }

    private void grow() {
        int old = mine.length;
        root = Arrays.copyOf(root, 2 * old);
        mine = Arrays.copyOf(mine, 2 * old);
        sleeping = Arrays.copyOf(sleeping, 2 * old + 1);
        Arrays.fill(sleeping, old + 1, 2 * old + 1, Branch.NONE);
        sleepers = Arrays.copyOf(sleepers, 2 * old + 1);
    }
}

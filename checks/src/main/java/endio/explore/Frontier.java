// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What several workers share of one search: the forks that more than one of them may reach. Its monitor guards all their branches.
 *
 * <p>A task begins with a branch that is a leaf of a wakeup tree. Nothing sleeps there, so what is below it is a search of its own,
 * which one worker does alone, depth first. A race whose reversal leads above that adds a sequence to a fork, as it would in a
 * search by one worker: past the branches before the worker's own, which cover what begins with them, and into those after it,
 * whether or not somebody has begun with them, since these rely on what those before them add. So in the end there is the same as
 * if they had been explored in their order: every trace below one leaf, and below no other.
 */
class Frontier {
    private final int workers;
    /** Tasks that were given from outside. */
    private final ArrayDeque<Task> given = new ArrayDeque<>();
    private final List<Fork> open = new ArrayList<>();
    /** Workers that wait for a task. */
    private volatile int idle;
    /** Workers that stand still so that one of them can look at everything. */
    private int still;
    private volatile boolean pausing;
    private volatile boolean stopped;
    private boolean done;
    private boolean interrupted;

    Frontier(int workers) {
        this.workers = workers;
    }

    /** Whether somebody waits for a task. */
    boolean hungry() {
        return idle > 0;
    }

    /** A worker with so many branches to take shares the first one. */
    int least() {
        return 2;
    }

    /** A sequence was added to a node of a tree. To be called under the lock. */
    void grown(Branch node) {
        Fork fork = node.fork;
        if (fork != null) {
            offer(fork);
        }
    }

    /** Somebody may take a branch of {@code fork}. To be called under the lock. */
    void offer(Fork fork) {
        if (!fork.listed && fork.pending()) {
            fork.listed = true;
            open.add(fork);
            if (idle > 0) {
                notifyAll();
            }
        }
    }

    /** The next task; waits for one as long as somebody works. Null if there will be none. */
    synchronized @Nullable Task take() {
        idle++;
        notifyAll();
        while (!stopped && !done) {
            if (!pausing && !given.isEmpty()) {
                idle--;
                return given.removeFirst();
            }
            if (!pausing && !open.isEmpty()) {
                Fork fork = open.get(which(open.size()));
                int through = fork.branches.taken++;
                if (!fork.pending()) {
                    open.remove(fork);
                    fork.listed = false;
                }
                Branch branch = fork.branches.child(through);
                if (branch.leaf()) {
                    idle--;
                    return new Task(fork, through);
                }
                offer(fork.inner(through));
            } else if (idle == workers && open.isEmpty() && given.isEmpty()) {
                done = true;
                notifyAll();
            } else {
                await();
            }
        }
        return null;
    }

    /** Which of so many forks gives the next task: the one that waits longest. */
    int which(int forks) {
        return 0;
    }

    /** Nobody is to do more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** The same, said by a worker that failed and will not be back: whoever waits for all to stand still does not wait for it. */
    synchronized void fail() {
        stopped = true;
        idle++;
        notifyAll();
    }

    boolean stopped() {
        return stopped;
    }

    /** Whether a worker was interrupted while it waited. */
    synchronized boolean interrupted() {
        return interrupted;
    }

    /** Stands still here as long as somebody looks at everything. To be called between runs. */
    void safePoint() {
        if (pausing) {
            synchronized (this) {
                rest();
            }
        }
    }

    private void rest() {
        still++;
        notifyAll();
        while (pausing) {
            await();
        }
        still--;
    }

    /**
     * Does {@code look} while nobody else works; false if somebody else is doing so, or the search was stopped. To be called between runs. The lock is not held
     * meanwhile: whoever looks may run fibers, which must not be resumed under a monitor.
     */
    boolean alone(Runnable look) {
        synchronized (this) {
            if (pausing) {
                return false;
            }
            pausing = true;
            while (still + idle < workers - 1 && !stopped) {
                await();
            }
            if (stopped) {
                pausing = false;
                notifyAll();
                return false;
            }
        }
        try {
            look.run();
        } finally {
            synchronized (this) {
                pausing = false;
                notifyAll();
            }
        }
        return true;
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            interrupted = true;
            stopped = true;
        }
    }

    /** Gives tasks, before anybody works. */
    synchronized void give(List<Task> tasks) {
        given.addAll(tasks);
    }

    /** Tasks that were given and not taken. */
    synchronized List<Task> given() {
        return new ArrayList<>(given);
    }

    /** Forks with branches to take. */
    synchronized List<Fork> open() {
        return new ArrayList<>(open);
    }

    /** Branches that nobody has taken. */
    synchronized int pending() {
        return given.size() + open.stream().mapToInt(f -> f.branches.count() - f.branches.taken).sum();
    }
}

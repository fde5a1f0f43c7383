// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs", ASPLOS 2010): threads have random priorities, whoever has the highest goes on, and at d - 1 random
 * steps whoever is about to go on falls below all others. A bug that d orderings of steps are enough for, in a program of at
 * most n threads and k steps, is met with a probability of at least 1/(n k^(d-1)) in each execution. n and k are what was seen so
 * far.
 */
final class PriorityWalk extends RandomStrategy {
    private final int depth;
    private int mostThreads = 1;
    private int mostSteps = 1;
    /** Executions since these grew. */
    private long settled;

    private double[] priority = new double[16];
    private int known;
    private int[] falls = {};
    private int step;

    /** @param depth d, at least 1 */
    PriorityWalk(Execution execution, int maxSteps, int depth) {
        super(execution, maxSteps);
        this.depth = depth;
    }

    @Override
    void begin(long seed) {
        super.begin(seed);
        known = 0;
        step = 0;
        falls = random.ints(depth - 1, 0, mostSteps).toArray();
    }

    @Override
    LogicalThread toss(Threads threads, @Nullable LogicalThread current) {
        if (threads.count() > priority.length) {
            priority = Arrays.copyOf(priority, 2 * threads.count());
        }
        for (; known < threads.count(); known++) {
            priority[known] = 1 + random.nextDouble();
        }
        int highest = highest(threads);
        for (int i = 0; i < falls.length; i++) {
            if (falls[i] == step) {
                // Below all that have not fallen, and in a fixed order among those that have.
                priority[highest] = -i;
                highest = highest(threads);
            }
        }
        step++;
        return threads.born(highest);
    }

    private int highest(Threads threads) {
        int highest = -1;
        for (int i = 0; i < threads.count(); i++) {
            if (threads.canStep(threads.born(i)) && (highest < 0 || priority[i] > priority[highest])) {
                highest = i;
            }
        }
        return highest;
    }

    @Override
    void ended(Threads threads, Path path) {
        settled++;
        if (threads.count() > mostThreads || path.length() > mostSteps) {
            mostThreads = Math.max(mostThreads, threads.count());
            mostSteps = Math.max(mostSteps, path.length());
            settled = 0;
        }
    }

    /** Executions for which the bound holds, if none is longer than those that were run. */
    long settled() {
        return settled;
    }

    int threads() {
        return mostThreads;
    }

    int steps() {
        return mostSteps;
    }

    int depth() {
        return depth;
    }

    /** Of finding a bug of this depth in one execution, at least. */
    double probability() {
        return 1 / (mostThreads * Math.pow(mostSteps, depth - 1.0));
    }
}

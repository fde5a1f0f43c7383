// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Each with a probability proportional to the steps that it and the threads that it is still to make have before them: so all
 * interleavings of these steps are equally likely. (A random order of a forest takes each root with the size of its tree; compare
 * Zhao, Wolff, Mathur, Roychoudhury, "Selectively Uniform Concurrency Testing", ASPLOS 2025.) How many steps they have is not known,
 * so it is what they had in the execution before. It is exact where threads always take as many steps and never wait, and from the
 * second execution on; otherwise it is near. All interleavings, that is, and not all Mazurkiewicz traces.
 */
final class UniformWalk extends RandomStrategy {
    /** Steps of each thread and of all that it made, in the execution before. */
    private long[] tree = {};
    /** The same, of what is over in this one. */
    private long[] left = {};
    private int born;

    UniformWalk(Execution execution, int maxSteps) {
        super(execution, maxSteps);
    }

    @Override
    void begin(long seed) {
        super.begin(seed);
        left = tree.clone();
        born = 0;
    }

    @Override
    LogicalThread toss(Threads threads, @Nullable LogicalThread current) {
        for (; born < threads.count(); born++) {
            LogicalThread child = threads.born(born);
            int maker = child.maker;
            if (maker > 0 && maker < left.length && child.id < tree.length) {
                left[maker] -= tree[child.id];
            }
        }
        long sum = 0;
        for (int i = 0; i < threads.count(); i++) {
            sum += threads.canStep(threads.born(i)) ? weight(threads.born(i)) : 0;
        }
        long toss = random.nextLong(sum);
        for (int i = 0; ; i++) {
            LogicalThread t = threads.born(i);
            if (threads.canStep(t)) {
                toss -= weight(t);
                if (toss < 0) {
                    if (t.id < left.length) {
                        left[t.id]--;
                    }
                    return t;
                }
            }
        }
    }

    private long weight(LogicalThread t) {
        return t.id < left.length ? Math.max(1, left[t.id]) : 1;
    }

    @Override
    void ended(Threads threads, Path path) {
        long[] steps = new long[threads.ids()];
        for (int s = 0; s < path.length(); s++) {
            steps[path.thread[s]]++;
        }
        // Children are born after their makers.
        for (int i = threads.count() - 1; i >= 0; i--) {
            LogicalThread t = threads.born(i);
            if (t.maker > 0) {
                steps[t.maker] += steps[t.id];
            }
        }
        // A thread that was not there keeps what is known of it.
        for (int t = 0; t < tree.length; t++) {
            steps[t] = steps[t] == 0 ? tree[t] : steps[t];
        }
        tree = Arrays.copyOf(steps, steps.length);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A strategy that tosses who goes on; choices are tossed with equal probability. One object for one execution after another. */
abstract class RandomStrategy implements Strategy {
    private final Execution execution;
    private final int maxSteps;
    /** Of this execution. */
    SplittableRandom random = new SplittableRandom(0);

    RandomStrategy(Execution execution, int maxSteps) {
        this.execution = execution;
        this.maxSteps = maxSteps;
    }

    /** Before the execution of this seed. */
    void begin(long seed) {
        random = new SplittableRandom(seed);
    }

    /** After an execution that was not cut. */
    void ended(Threads threads, Path path) {}

    /** Who of those that can takes the next step. There is at least one. */
    abstract LogicalThread toss(Threads threads, @Nullable LogicalThread current);

    @Override
    public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
        LogicalThread anybody = threads.first();
        if (anybody == null) {
            return null;
        }
        if (execution.path.length() >= maxSteps) {
            execution.cut(execution.path.busiest(threads));
            return null;
        }
        return toss(threads, current);
    }

    @Override
    public int choose(LogicalThread thread) {
        return random.nextInt(thread.alternatives);
    }

    @Override
    public void stepped(int step) {}

    @Override
    public boolean partsEvents() {
        return false;
    }
}

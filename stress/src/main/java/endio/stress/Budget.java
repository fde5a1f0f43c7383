// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Fits what is to be run to the time there is. What a process costs before it measures anything is learnt from those that
 * were run.
 */
final class Budget {
    /** Less than this is not worth a process. */
    static final long LEAST_MILLIS = 200;
    private static final long ITERATION_MILLIS = 500;
    private static final int MOST_GROWTH = 3;

    private final LongSupplier clock;
    private final long deadline;
    private final long mostMillis;
    private double overhead;

    /**
     * @param clock milliseconds
     * @param millis time for all
     * @param mostMillis time for one test
     * @param overheadMillis what a test costs at first beside what it measures
     */
    Budget(LongSupplier clock, long millis, long mostMillis, long overheadMillis) {
        this.clock = clock;
        this.deadline = clock.getAsLong() + millis;
        this.mostMillis = mostMillis;
        this.overhead = overheadMillis;
    }

    /** Iterations of so many milliseconds each. */
    record Share(int iterations, long millis) {
        long total() {
            return iterations * millis;
        }
    }

    /** For the next of so many tests; nothing if there is no time for it. */
    Optional<Share> next(int left) {
        return next(left, 1);
    }

    /** The same for a test that deserves so many times what another one gets. */
    Optional<Share> next(int left, int weight) {
        long remaining = deadline - clock.getAsLong();
        if (remaining < overhead + LEAST_MILLIS) {
            return Optional.empty();
        }
        double mine = Math.min((double) remaining / (left - 1 + weight) - overhead, mostMillis) * weight;
        long measure = Math.max(LEAST_MILLIS, (long) mine);
        int iterations = (int) Math.max(1, measure / ITERATION_MILLIS);
        return Optional.of(new Share(iterations, measure / iterations));
    }

    /** A process with this share took so long; one that took far too long is not taken at its word. */
    void took(Share share, long millis) {
        double mine = Math.min(Math.max(0, millis - share.total()), MOST_GROWTH * overhead + LEAST_MILLIS);
        overhead = 0.8 * overhead + 0.2 * mine;
    }
}

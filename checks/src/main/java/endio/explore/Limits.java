// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.explore.Exploration.Verdict;
import endio.explore.ExploreOptions.Progress;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a search goes on: what is asked after each of its executions, whatever the kind of search. Time counts from when this is
 * made. Several workers may ask at once.
 */
final class Limits {
    private final ExploreOptions options;
    private final long start = System.nanoTime();
    private final long searching;
    private volatile long nextProgress;
    private volatile long nextSave;
    private volatile @Nullable Verdict reason;

    /** @param spared time of the budget that is not for searching */
    Limits(ExploreOptions options, Duration spared) {
        this.options = options;
        searching = options.budget().minus(spared).toNanos();
        nextProgress = options.progressEvery().toNanos();
        nextSave = options.parts().saveEvery().toNanos();
    }

    /** Nanoseconds since it began. */
    long elapsed() {
        return System.nanoTime() - start;
    }

    /** The same as a duration. */
    Duration took() {
        return Duration.ofNanos(elapsed());
    }

    /** What is left of the budget, in nanoseconds; negative: it is over. */
    long left() {
        return options.budget().toNanos() - elapsed();
    }

    /** Why the search ends before it is through, null as long as it goes on: the first reason stays. */
    @Nullable Verdict reason() {
        return reason;
    }

    /** Ends the search. */
    void end(Verdict why) {
        synchronized (this) {
            if (reason == null) {
                reason = why;
            }
        }
    }

    /**
     * Whether to go on after an execution.
     *
     * @param findings that are known to who asks
     * @param left executions that may still be made; asked only if nothing else ends the search
     */
    boolean goesOn(int findings, LongSupplier left) {
        if (options.stop().getAsBoolean() || options.stopAtFirst() && findings > 0) {
            end(Verdict.INTERRUPTED);
        } else if (elapsed() >= searching || left.getAsLong() <= 0) {
            end(Verdict.BUDGET);
        }
        return reason == null;
    }

    /** Whether it is time to tell how far the search is. */
    boolean tells() {
        return elapsed() >= nextProgress;
    }

    /** Tells it; {@code progress} is given the elapsed nanoseconds. Until the next time goes by what whoever is told takes for that. */
    void tell(LongFunction<Progress> progress) {
        options.progress().accept(progress.apply(elapsed()));
        nextProgress = elapsed() + options.progressEvery().toNanos();
    }

    /** Whether it is time to save how far the search is. */
    boolean saves() {
        return elapsed() >= nextSave;
    }

    /** Saves it. */
    void save(String text) {
        options.parts().save().accept(text);
        nextSave = elapsed() + options.parts().saveEvery().toNanos();
    }
}

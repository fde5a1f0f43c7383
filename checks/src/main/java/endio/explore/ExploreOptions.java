// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.property.Property;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How to explore. Immutable; start from {@link #DEFAULT}.
 *
 * @param properties what to judge each execution by
 * @param maxSteps operations and choices of one execution before it is cut; a search that cut any is {@link
 *     Exploration.Verdict#BOUNDED}
 * @param maxExecutions executions before the search ends
 * @param budget time before the search ends
 * @param stopAtFirst ends with the first finding; otherwise goes on and keeps the shortest finding of each property
 * @param commuting operations {@linkplain endio.machine.Op#likeCommutes whose like commutes} do so
 * @param symmetry threads that the program calls equal begin in one order
 * @param modelHash goes into every {@link Schedule}, which then runs on no other model
 * @param progress told now and then how far the search is, in the thread that explores
 * @param progressEvery how often
 * @param stop asked after each execution; true ends the search
 * @param workers threads of this process that search, with the same result for any number; each has a machine of its own
 * @param parts what part of the search to do, where to begin, and where to keep how far it is
 * @param onThreads runs logical threads on platform threads also where the JDK has continuations
 * @param estimating asked at the end of a search that was cut: how long it may sample to estimate what is left; nothing is estimated
 *     in less than {@link #LEAST_ESTIMATING}
 * @param watch sees from outside whether executions go on
 */
public record ExploreOptions(List<Property> properties, int maxSteps, long maxExecutions, Duration budget, boolean stopAtFirst,
        boolean commuting, boolean symmetry, String modelHash, Consumer<Progress> progress, Duration progressEvery, BooleanSupplier stop,
        int workers, Parts parts, boolean onThreads, Supplier<Duration> estimating, Watch watch) {

    /** The longest that a search estimates; and no longer than it searched. */
    public static final Duration MOST_ESTIMATING = Duration.ofMillis(100);
    /** Estimating for less is worth nothing. */
    public static final Duration LEAST_ESTIMATING = Duration.ofMillis(2);

    /** No properties, 10 000 steps, no other bound, nobody told, does not stop at a finding. */
    public static final ExploreOptions DEFAULT = new ExploreOptions(List.of(), 10_000, Long.MAX_VALUE, Duration.ofDays(365),
            false, true, true, "", progress -> {}, Duration.ofMillis(500), () -> false, 1, Parts.NONE, false,
            () -> MOST_ESTIMATING, Watch.NONE);

    /**
     * How far a search is.
     *
     * @param pending branches that are known and not yet tried
     * @param findings what is known up to now; a later one may take the place of one
     */
    public record Progress(long executions, long events, int pending, List<Finding> findings, Duration elapsed) {}

    public ExploreOptions {
        properties = List.copyOf(properties);
        if (maxSteps < 1 || maxExecutions < 1 || workers < 1) {
            throw new IllegalArgumentException("bounds are at least 1");
        }
        Schedule.checkHash(modelHash);
    }

    /** Judges by these. */
    public ExploreOptions withProperties(List<? extends Property> judged) {
        return new ExploreOptions(List.copyOf(judged), maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash,
                progress, progressEvery, stop, workers, parts, onThreads, estimating, watch);
    }

    /** Cuts executions at so many steps. */
    public ExploreOptions withMaxSteps(int steps) {
        return new ExploreOptions(properties, steps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, stop, workers, parts, onThreads, estimating, watch);
    }

    /** Ends after so many executions. */
    public ExploreOptions withMaxExecutions(long executions) {
        return new ExploreOptions(properties, maxSteps, executions, budget, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, stop, workers, parts, onThreads, estimating, watch);
    }

    /** Ends after this time. */
    public ExploreOptions withBudget(Duration time) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, time, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, stop, workers, parts, onThreads, estimating, watch);
    }

    /** Whether to end with the first finding. */
    public ExploreOptions withStopAtFirst(boolean stops) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stops, commuting, symmetry, modelHash, progress,
                progressEvery, stop, workers, parts, onThreads, estimating, watch);
    }

    /** Whether operations without result commute with their like. */
    public ExploreOptions withCommuting(boolean commute) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commute, symmetry, modelHash, progress,
                progressEvery, stop, workers, parts, onThreads, estimating, watch);
    }

    /** Whether equal threads begin in one order. */
    public ExploreOptions withSymmetry(boolean used) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, used, modelHash,
                progress, progressEvery, stop, workers, parts, onThreads, estimating, watch);
    }

    /** Names the model in every schedule. */
    public ExploreOptions withModelHash(String hash) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, hash, progress,
                progressEvery, stop, workers, parts, onThreads, estimating, watch);
    }

    /** Tells {@code listener} so often. */
    public ExploreOptions withProgress(Duration every, Consumer<Progress> listener) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash, listener, every,
                stop, workers, parts, onThreads, estimating, watch);
    }

    /** Ends when {@code wanted} is true. */
    public ExploreOptions withStop(BooleanSupplier wanted) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, wanted, workers, parts, onThreads, estimating, watch);
    }

    /** Whether to run on platform threads. */
    public ExploreOptions withThreads(boolean platformThreads) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, stop, workers, parts, platformThreads, estimating, watch);
    }

    /** Estimates for so long. */
    public ExploreOptions withEstimating(Supplier<Duration> time) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, stop, workers, parts, onThreads, time, watch);
    }

    /** Searches with so many threads. */
    public ExploreOptions withWorkers(int threads) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, stop, threads, parts, onThreads, estimating, watch);
    }

    /** Does a part of the search, or goes on with one. */
    public ExploreOptions withParts(Parts which) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, stop, workers, which, onThreads, estimating, watch);
    }

    /** Lets {@code who} see whether executions go on. */
    public ExploreOptions withWatch(Watch who) {
        return new ExploreOptions(properties, maxSteps, maxExecutions, budget, stopAtFirst, commuting, symmetry, modelHash, progress,
                progressEvery, stop, workers, parts, onThreads, estimating, who);
    }
}

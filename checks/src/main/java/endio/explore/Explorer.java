// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.explore.Exploration.Verdict;
import endio.fiber.Fibers;
import endio.machine.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs a program in every order that can matter, once each. */
public final class Explorer {
    /** One part in so many of the budget is for an estimate, at most. */
    private static final int SPARED = 50;

    private final Program program;
    private final ExploreOptions options;
    private final @Nullable SavedSearch saved;
    private final Identities identities;
    private final Frontier frontier;
    private final List<Worker> workers = new ArrayList<>();
    private final Limits limits;
    private final AtomicLong permits;
    /** The first worker begins; otherwise all take what is there. */
    private boolean begins;
    private @Nullable Throwable failure;

    private Explorer(Program program, ExploreOptions options, Frontier frontier) {
        this.program = program;
        this.options = options;
        this.frontier = frontier;
        saved = options.parts().from().isEmpty() ? null
                : SavedSearch.parse(options.parts().from(), SavedSearch.of(options));
        identities = saved == null ? new Identities() : saved.identities();
        permits = new AtomicLong(options.maxExecutions() - 1 - before().runs());
        limits = new Limits(options, spared(options));
    }

    /**
     * Explores {@code program}. With several workers the calling thread is one of them.
     *
     * @throws ModelError if model code throws anything but a crash of its kernel
     * @throws HiddenNondeterminism if a run does not repeat itself
     * @throws UnfitSearch if it is to go on from what was not saved by such a search
     */
    public static Exploration explore(Program program, ExploreOptions options) {
        return explore(program, options, new Frontier(options.workers()));
    }

    /** What has to be the same for a search to be gone on with, besides the program: bounds, properties, shard, model. */
    public static String identity(ExploreOptions options) {
        return SavedSearch.of(options);
    }

    static Exploration explore(Program program, ExploreOptions options, Frontier frontier) {
        return new Explorer(program, options, frontier).run();
    }

    /** What was counted before this search went on. */
    private Totals before() {
        return saved == null ? Totals.NOTHING : saved.totals();
    }

    private Exploration run() {
        begins = saved == null && options.parts().shards() == 1;
        if (saved != null) {
            synchronized (frontier) {
                saved.forks().forEach(frontier::offer);
            }
            frontier.give(saved.tasks());
        } else if (!begins) {
            List<Task> tasks = tasks();
            begins = tasks.isEmpty() && options.parts().shard() == 1;
            frontier.give(tasks);
        }
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < options.workers(); i++) {
            Thread other = new Thread(() -> work(false), "endio worker " + i);
            other.setDaemon(true);
            other.start();
            others.add(other);
        }
        work(true);
        others.forEach(this::join);
        if (frontier.interrupted()) {
            Thread.currentThread().interrupt();
        }
        rethrow();
        return result();
    }

    private void join(Thread other) {
        boolean interrupted = false;
        while (other.isAlive()) {
            try {
                other.join();
            } catch (InterruptedException e) {
                interrupted = true;
                stop(Verdict.INTERRUPTED);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void rethrow() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** One worker's part. */
    private void work(boolean first) {
        try (Fibers fibers = options.onThreads() ? Fibers.threads() : Fibers.fastest()) {
            Worker worker = new Worker(program, options, identities, frontier, fibers);
            options.watch().begins(worker.execution, fibers);
            if (saved != null && first) {
                // Not under a lock: a continuation takes the monitors of its carrier away with it.
                saved.found().forEach((id, trace) -> worker.found.restore(id, trace.rank(), trace.schedule()));
            }
            synchronized (this) {
                workers.add(worker);
            }
            if (first && begins || goesOn(worker) && enters(worker)) {
                do {
                    worker.once();
                } while (goesOn(worker) && next(worker));
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                if (failure == null) {
                    failure = e;
                }
            }
            frontier.fail();
        } finally {
            options.watch().ends();
        }
    }

    private boolean enters(Worker worker) {
        Task task = frontier.take();
        if (task == null) {
            return false;
        }
        worker.search.enter(task);
        return true;
    }

    /** Whether there is something to do next, and who does it. */
    private boolean next(Worker worker) {
        if (frontier.hungry()) {
            worker.search.share();
        }
        return worker.search.advance() || enters(worker);
    }

    /** Whether the search is to go on: asked by each worker between its runs. */
    private boolean goesOn(Worker worker) {
        if (!limits.goesOn(worker.found.count(), this::permitted)) {
            frontier.stop();
        } else if (limits.tells()) {
            frontier.alone(() -> limits.tell(this::progress));
        } else if (limits.saves()) {
            frontier.alone(this::save);
        }
        frontier.safePoint();
        return !frontier.stopped();
    }

    private long permitted() {
        return options.maxExecutions() < Long.MAX_VALUE ? permits.getAndDecrement() : Long.MAX_VALUE;
    }

    private ExploreOptions.Progress progress(long elapsed) {
        Totals totals = totals();
        return new ExploreOptions.Progress(totals.runs(), totals.events(), pending(), findings(), Duration.ofNanos(elapsed));
    }

    private void save() {
        limits.save(savable(limits.elapsed()).text());
    }

    private synchronized SavedSearch savable(long elapsed) {
        List<Fork> forks = frontier.open();
        for (Worker worker : workers) {
            for (Fork fork : worker.search.forks()) {
                if (fork.pending() && !forks.contains(fork)) {
                    forks.add(fork);
                }
            }
        }
        Map<String, SavedSearch.Trace> traces = new TreeMap<>();
        found().forEach((id, e) -> traces.put(id, new SavedSearch.Trace(e.rank(), e.schedule())));
        return new SavedSearch(SavedSearch.of(options), elapsedBefore().plusNanos(elapsed), identities, totals(), traces, forks,
                frontier.given());
    }

    private Duration elapsedBefore() {
        return saved == null ? Duration.ZERO : saved.elapsed();
    }

    private void stop(Verdict why) {
        limits.end(why);
        frontier.stop();
    }

    private synchronized Map<String, Exemplars.Exemplar> found() {
        return Exemplars.first(workers.stream().map(w -> w.found.all()).toList());
    }

    private List<Finding> findings() {
        return found().values().stream().map(Exemplars.Exemplar::finding).toList();
    }

    private synchronized Totals totals() {
        return workers.stream().map(Worker::totals).reduce(before(), Totals::plus);
    }

    private synchronized int pending() {
        return frontier.pending() + workers.stream().mapToInt(w -> w.search.pending()).sum();
    }

    private Verdict verdict(Totals totals) {
        Verdict why = limits.reason();
        if (why != null && (pending() > 0 || why == Verdict.INTERRUPTED && options.stopAtFirst())) {
            return why;
        }
        return totals.cut() > 0 ? Verdict.BOUNDED : Verdict.COMPLETE;
    }

    /** What a search that is cut leaves undone, by sampling for as long as is spared for that, and no longer than it searched. */
    private Optional<Estimate> estimate(Totals totals) {
        long time = Math.min(options.estimating().get().toNanos(), Math.min(limits.elapsed(), limits.left()));
        if (options.stopAtFirst() || time < ExploreOptions.LEAST_ESTIMATING.toNanos()) {
            return Optional.empty();
        }
        long end = System.nanoTime() + time;
        try (Fibers fibers = options.onThreads() ? Fibers.threads() : Fibers.fastest()) {
            return Optional.of(new Estimator(program, options, identities, fibers, 1, tasks()).estimate(totals.runs(), pending(),
                    () -> System.nanoTime() - end >= 0));
        }
    }

    /** What a shard began with; none: it is the whole search. */
    private List<Task> tasks() {
        Parts parts = options.parts();
        return parts.shards() == 1 ? List.of() : Division.shard(program, options, identities, parts.shard(), parts.shards());
    }

    /** What is left of the budget for an estimate, if the search is cut. */
    private static Duration spared(ExploreOptions options) {
        Duration share = options.budget().dividedBy(SPARED);
        return share.compareTo(ExploreOptions.MOST_ESTIMATING) < 0 ? share : ExploreOptions.MOST_ESTIMATING;
    }

    private synchronized String around() {
        return workers.stream().map(Worker::around).filter(place -> !place.isEmpty()).findFirst().orElse("");
    }

    private Exploration result() {
        Totals totals = totals();
        Map<String, Rank> ranks = new TreeMap<>();
        found().forEach((property, exemplar) -> ranks.put(property, exemplar.rank()));
        Verdict verdict = verdict(totals);
        Optional<Estimate> inAll = verdict == Verdict.BUDGET || verdict == Verdict.INTERRUPTED ? estimate(totals) : Optional.empty();
        if (verdict == Verdict.BUDGET || verdict == Verdict.INTERRUPTED) {
            save();
        }
        return new Exploration(verdict, totals.executions(), totals.stuck(), totals.cut(), totals.blocked(),
                totals.steps(), totals.events(), totals.outcomes(),
                findings(), totals.judged(), elapsedBefore().plus(limits.took()), ranks, inAll, around());
    }
}

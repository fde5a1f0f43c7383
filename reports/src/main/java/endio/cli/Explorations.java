// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.Explainer;
import endio.explore.Explanation;
import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.explore.HiddenNondeterminism;
import endio.explore.ModelError;
import endio.explore.Parts;
import endio.explore.Replay;
import endio.explore.UnfitSearch;
import endio.explore.Watch;
import endio.property.Census;
import endio.machine.Program;
import endio.property.Property;
import endio.record.FindingRecord;
import endio.record.Plain;
import endio.record.PropertyNote;
import endio.record.RunRecord.Expected;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Measure;
import endio.record.RunRecord.Reach;
import endio.scenario.About;
import endio.scenario.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Explores a number of scenarios within one budget of time. They take turns: each explores for a moment and then lets
 * the next one, so that none keeps another from being looked at, and what small ones leave over goes to the large ones.
 */
final class Explorations {
    /** Why a scenario was not explored that belongs to another shard; what was the shard that says so follows. */
    static final String OF_ANOTHER_SHARD = "it belongs to another shard than ";
    private static final Duration TURN = Duration.ofMillis(200);
    /** For asking other executions about the findings of one scenario. */
    private static final Duration EXPLAINING = Duration.ofSeconds(2);
    /** And before the search has ended, one part in so many of the budget. */
    private static final int FORESIGHT = 20;

    /** How often it is seen to whether models go on. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Watch watch = new Watch();
    private final List<Entry> entries;
    private final List<Property> properties;
    private final Way way;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final Duration budget;
    private final Closing closing;
    private final Ends ends;
    private final Semaphore turns;
    private final int workers;
    private final Common.Shard shard;
    private final Kept kept;
    private final Duration stepTime;
    private final Map<Entry, Integer> numbers = new HashMap<>();
    private final KernelNames names = new KernelNames();
    private final Map<Entry, CompletableFuture<Result>> running = new HashMap<>();

    /**
     * What came of one scenario.
     *
     * @param fault what went wrong in endio itself, empty if nothing did
     * @param piece what it takes to put it together with other parts
     */
    record Result(Explored explored, List<FindingRecord> findings, String fault, Piece piece) {
        Result(Explored explored, List<FindingRecord> findings, String fault) {
            this(explored, findings, fault, Piece.NONE);
        }
    }

    /** Writes what is known. */
    interface Ends {
        /** A finding, as soon as its scenario is done. */
        void write(FindingRecord finding);

        /** Does for once all that is done when all have ended, takes it back, and returns what it will take more than this, in nanoseconds. */
        long attempt(List<Result> results);
    }

    /** @param begun when the budget began to run, as {@link System#nanoTime} */
    Explorations(List<Entry> entries, List<Property> properties, Way way, long begun, Duration budget, int jobs, Progress progress,
            BooleanSupplier stop, int workers, Common.Shard shard, Kept kept, Ends ends, Duration stepTime) {
        this.workers = workers;
        this.shard = shard;
        this.kept = kept;
        this.stepTime = stepTime;
        entries.forEach(entry -> numbers.put(entry, numbers.size()));
        this.way = way;
        this.entries = entries;
        this.properties = properties;
        this.progress = progress;
        this.stop = stop;
        this.ends = ends;
        this.budget = budget;
        this.closing = new Closing(begun, budget, jobs);
        // A fair one: whoever has waited longest is next.
        this.turns = new Semaphore(jobs, true);
    }

    /** Explores, and returns what came of each in their order. */
    List<Result> run() {
        entries.forEach(entry -> running.put(entry, new CompletableFuture<>()));
        for (Entry entry : entries) {
            CompletableFuture<Result> result = running.get(entry);
            Thread thread = new Thread(() -> complete(result, entry), "endio " + entry.id());
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return entries.stream().map(e -> watched(running.get(e))).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    /** Waits, and sees meanwhile whether all go on. */
    private Result watched(CompletableFuture<Result> result) {
        while (true) {
            try {
                return result.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                int looks = (int) Math.min(Integer.MAX_VALUE, Math.max(1, stepTime.dividedBy(LOOK)));
                watch.stuck(looks).ifPresent(where -> {
                    throw new Refusal("a model does not come to its next step within " + stepTime.toMillis() / 1000.0 + " s: "
                            + Plain.line(where) + "; between two operations it must not loop for ever, or wait for what Java has");
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return result.join();
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            }
        }
    }

    private void complete(CompletableFuture<Result> result, Entry entry) {
        try {
            result.complete(inTurn(entry));
        } catch (Refusal refusal) {
            result.completeExceptionally(refusal);
        }
    }

    private Result inTurn(Entry entry) {
        turns.acquireUninterruptibly();
        try {
            if (!mine(entry)) {
                return empty(entry, Reach.NOT_RUN, OF_ANOTHER_SHARD + shard, List.of(), "");
            }
            tryTheEnd();
            return over() ? notRun(entry) : one(entry);
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            return fault(entry, e);
        } finally {
            closing.ends(entry.id());
            turns.release();
        }
    }

    /** A single scenario is divided itself; of several, each belongs to one shard. */
    private boolean mine(Entry entry) {
        return entries.size() == 1 || numbers.get(entry) % shard.of() == shard.index() - 1;
    }

    private boolean over() {
        return stop.getAsBoolean() || closing.over();
    }

    /** Does what is done at the end, if it is time to see how long that takes. */
    private void tryTheEnd() {
        if (closing.tries()) {
            long begin = System.nanoTime();
            long more = ends.attempt(entries.stream()
                    .map(e -> running.get(e).getNow(empty(e, Reach.NOT_RUN, "", List.of(), ""))).toList());
            closing.tried(System.nanoTime() - begin + more);
        }
    }

    private Result one(Entry entry) {
        progress.begins(entry.id());
        closing.begins(entry.id());
        Map<Finding, Explanation> known = new HashMap<>();
        long[] waited = {0};
        Census census = new Census();
        List<Property> watching = new ArrayList<>(Selection.judging(entry, properties));
        watching.add(census);
        ExploreOptions options = ExploreOptions.DEFAULT.withProperties(watching)
                .withMaxSteps(entry.scenario().maxSteps())
                .withModelHash(entry.modelHash()).withStop(this::over).withEstimating(() -> Duration.ofNanos(closing.estimating()));
        ExploreOptions asking = options.withProperties(Selection.judging(entry, properties)).withStop(stop);
        options = options.withProgress(TURN, p -> {
            progress.at(entry.id(), p.executions());
            closing.found(entry.id(), p.findings().size());
            foresee(entry, p.findings(), asking, known);
            tryTheEnd();
            waited[0] += letOthers();
        });
        if (entries.size() == 1) {
            options = options.withParts(options.parts().ofShard(shard.index(), shard.of()));
        }
        String key = Explorer.identity(options) + " " + way + " " + entry.id();
        Optional<Result> before = kept.done(key);
        if (before.isPresent()) {
            before.get().findings().forEach(ends::write);
            progress.ends(entry.id(), before.get().explored());
            return before.get();
        }
        options = options.withWorkers(workers).withWatch(watch).withParts(options.parts().from(kept.search(entry.id()))
                .saving(Kept.EVERY, text -> kept.search(entry.id(), text)));
        try {
            Way.Searched searched = way.search(program(entry), options);
            Exploration exploration = searched.exploration();
            Result result = result(entry, asking, exploration, exploration.elapsed().minusNanos(waited[0]),
                    census, searched.said(), known);
            progress.ends(entry.id(), result.explored());
            if (exploration.complete()) {
                kept.done(key, entry.id(), result);
            }
            return result;
        } catch (UnfitSearch e) {
            throw new Refusal(entry.id() + ": cannot be gone on with: " + e.getMessage() + "; leave out --resume");
        } catch (HiddenNondeterminism e) {
            return broken(entry, Notes.NONDETERMINISM, e);
        } catch (ModelError e) {
            return broken(entry, Notes.MODEL_ERROR, e);
        }
    }

    /** A world that cannot be made is its author's mistake, as one that fails while it boots. */
    private static Program program(Entry entry) {
        try {
            return entry.program();
        } catch (RuntimeException e) {
            return machine -> {
                throw e;
            };
        }
    }

    /** Gives up the turn and waits for the next one; returns how long that took in nanoseconds. */
    private long letOthers() {
        long begin = System.nanoTime();
        if (turns.hasQueuedThreads()) {
            turns.release();
            turns.acquireUninterruptibly();
        }
        return System.nanoTime() - begin;
    }

    /** Asks about findings before the search has ended, once: so there is less to do at the end. */
    private void foresee(Entry entry, List<Finding> findings, ExploreOptions asking, Map<Finding, Explanation> known) {
        if (known.isEmpty() && !findings.isEmpty() && closing.halfway()) {
            Duration time = budget.dividedBy(FORESIGHT);
            explain(entry, findings, asking.withBudget(time.compareTo(EXPLAINING) < 0 ? time : EXPLAINING), known);
            long begin = System.nanoTime();
            Views.ofFinding(record(entry, known.get(findings.get(0)), 0, false), Views.ALL);
            closing.costs(System.nanoTime() - begin);
        }
    }

    private static void explain(Entry entry, List<Finding> findings, ExploreOptions asking, Map<Finding, Explanation> known) {
        List<Finding> asked = findings.stream().filter(f -> !known.containsKey(f)).toList();
        List<Explanation> explained = Explainer.explain(entry.program(), asked, asking);
        for (int i = 0; i < asked.size(); i++) {
            known.put(asked.get(i), explained.get(i));
        }
    }

    private FindingRecord record(Entry entry, Explanation explained, long traces, boolean complete) {
        return Recorder.record(entry, explained, Replay.run(entry.program(), explained.finding().schedule(), properties), properties,
                way.engine(), traces, complete, names);
    }

    private Result result(Entry entry, ExploreOptions asking, Exploration exploration, Duration took, Census census,
            String said, Map<Finding, Explanation> known) {
        List<FindingRecord> records = new ArrayList<>();
        List<Finding> findings = exploration.findings();
        long left = Math.min(EXPLAINING.toNanos(), closing.explaining(entry.id(), findings.size()));
        explain(entry, findings, asking.withBudget(Duration.ofNanos(left)), known);
        long begin = System.nanoTime();
        for (Finding finding : findings) {
            FindingRecord record = record(entry, known.get(finding), exploration.traces(), exploration.complete());
            ends.write(record);
            records.add(record);
        }
        closing.ends(entry.id(), findings.size(), System.nanoTime() - begin);
        SortedMap<String, Long> judged = new TreeMap<>(exploration.judged());
        judged.remove(census.id());
        judged.put(Finding.CRASH, exploration.traces());
        judged.put(Finding.DEADLOCK, exploration.traces());
        return new Result(explored(entry, reach(exploration.verdict()), exploration, took, judged, records, census,
                said.isEmpty() ? cut(exploration) : said),
                records, "", Piece.of(exploration));
    }

    /** What a cut search leaves undone, if it could estimate that. */
    private static String cut(Exploration e) {
        return e.inAll().map(all -> "executions there are " + all.text() + ", by " + all.samples() + " random samples")
                .orElse("");
    }

    /** A search that was stopped because time was up has not been interrupted by anybody. */
    private Reach reach(Exploration.Verdict verdict) {
        return switch (verdict) {
            case COMPLETE -> Reach.COMPLETE;
            case BOUNDED -> Reach.BOUNDED;
            case SAMPLED -> Reach.SAMPLED;
            case BUDGET -> Reach.BUDGET;
            case INTERRUPTED -> stop.getAsBoolean() ? Reach.INTERRUPTED : Reach.BUDGET;
        };
    }

    private Explored explored(Entry entry, Reach reach, Exploration e, Duration took, SortedMap<String, Long> judged,
            List<FindingRecord> records, Census census, String said) {
        return new Explored(entry.scenario().id(), entry.scenario().family(), entry.scenario().title(),
                entry.generation().id(), reach,
                e.traces(), e.blocked(), e.steps(), e.outcomes().size(), took.toMillis(), checked(entry), judged,
                expected(entry, records),
                found(records), measured(entry, census), said, entry.scenario().mount().text());
    }

    /** What was counted; of requests it is told on which file system. */
    private static List<Measure> measured(Entry entry, Census census) {
        List<Measure> measured = new ArrayList<>();
        String fs = entry.scenario().mount().type().name().toLowerCase(Locale.ROOT) + ": ";
        census.counts().forEach((key, range) -> measured.add(new Measure(
                key.of().startsWith("queue") ? key.of() : fs + key.of(), key.what(), range.least(), range.most())));
        return measured;
    }

    private List<String> checked(Entry entry) {
        List<String> checked = new ArrayList<>(Selection.judging(entry, properties).stream().map(Property::id).toList());
        checked.add(Finding.CRASH);
        checked.add(Finding.DEADLOCK);
        return checked;
    }

    /** A user's patch may mend what its base violates: that it is gone is no miss. */
    private List<Expected> expected(Entry entry, List<FindingRecord> records) {
        boolean mayMend = entry.generation().about().origin() == About.Origin.USER;
        return expected(entry).stream()
                .filter(e -> !mayMend || records.stream().anyMatch(r -> r.property().id().equals(e.property()))).toList();
    }

    private List<Expected> expected(Entry entry) {
        List<String> checked = checked(entry);
        return entry.expected().stream().filter(e -> checked.contains(e.property()) || e.property()
                .equals(Finding.ASSERTION))
                .map(e -> new Expected(e.property(), e.source())).toList();
    }

    private static List<Found> found(List<FindingRecord> records) {
        return records.stream().map(r -> new Found(r.property().id(), r.verdict().kind(), r.verdict().sentence(),
                r.verdict().expected(),
                r.steps().size(), r.replay().line(), "findings/" + r.slug())).toList();
    }

    private Result notRun(Entry entry) {
        kept.unfinished(entry.id());
        return empty(entry, Reach.NOT_RUN, stop.getAsBoolean() ? "it was interrupted before"
                : "the budget ended before it began",
                List.of(), "");
    }

    private Result broken(Entry entry, PropertyNote property, ModelError error) {
        String sentence = Plain.line(String.valueOf(error.getMessage()));
        progress.fails(entry.id(), sentence);
        FindingRecord record = Recorder.record(entry, property, sentence);
        ends.write(record);
        return empty(entry, Reach.NOT_RUN, sentence, List.of(record), "");
    }

    private Result fault(Entry entry, Throwable thrown) {
        StackTraceElement at = thrown.getStackTrace().length == 0 ? null : thrown.getStackTrace()[0];
        String what = Plain.line(thrown + (at == null ? "" : " at " + at));
        progress.fails(entry.id(), what);
        return empty(entry, Reach.NOT_RUN, "endio failed: " + what, List.of(), what);
    }

    private Result empty(Entry entry, Reach reach, String why, List<FindingRecord> records, String fault) {
        return new Result(new Explored(entry.scenario().id(), entry.scenario().family(), entry.scenario().title(),
                entry.generation().id(), reach, 0, 0, 0, 0, 0, checked(entry), new TreeMap<>(), expected(entry),
                found(records), List.of(), why, entry.scenario().mount().text()), records,
                fault);
    }
}

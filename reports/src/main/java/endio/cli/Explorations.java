// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.explore.HiddenNondeterminism;
import endio.explore.ModelError;
import endio.explore.Replay;
import endio.property.Property;
import endio.record.FindingRecord;
import endio.record.Plain;
import endio.record.PropertyNote;
import endio.record.RunRecord.Expected;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import endio.record.RunRecord.Reach;
import endio.scenario.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Explores a number of scenarios within one budget of time. Each first gets a small even share, so that none keeps another
 * from being looked at; what is left is shared by those that were not done, again and again, as long as that gets them further.
 */
final class Explorations {
    private static final int FIRST_SHARE = 8;
    private static final double WORTH_ANOTHER = 1.8;

    private final List<Entry> entries;
    private final List<Property> properties;
    private final Duration budget;
    private final int jobs;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final KernelNames names = new KernelNames();
    private final Map<Entry, Result> results = new HashMap<>();

    /**
     * What came of one scenario.
     *
     * @param fault what went wrong in endio itself, empty if nothing did
     */
    record Result(Explored explored, List<FindingRecord> findings, String fault) {}

    Explorations(List<Entry> entries, List<Property> properties, Duration budget, int jobs, Progress progress, BooleanSupplier stop) {
        this.entries = entries;
        this.properties = properties;
        this.budget = budget;
        this.jobs = jobs;
        this.progress = progress;
        this.stop = stop;
    }

    /** Explores, and returns what came of each in their order. */
    List<Result> run() {
        long end = System.nanoTime() + budget.toNanos();
        long share = budget.toNanos() * jobs / Math.max(1, entries.size()) / FIRST_SHARE;
        List<Entry> open = entries;
        ExecutorService workers = Executors.newFixedThreadPool(jobs, Explorations::worker);
        try {
            while (!open.isEmpty() && !stop.getAsBoolean()) {
                round(open, share, end, workers);
                open = open.stream().filter(e -> unfinished(results.get(e))).toList();
                long next = open.isEmpty() ? 0 : (end - System.nanoTime()) * Math.min(jobs, open.size()) / open.size();
                if (next < WORTH_ANOTHER * share) {
                    break;
                }
                share = next;
            }
        } finally {
            workers.shutdownNow();
        }
        return entries.stream().map(e -> results.getOrDefault(e, notRun(e))).toList();
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "endio-explore");
        thread.setDaemon(true);
        return thread;
    }

    private void round(List<Entry> open, long share, long end, ExecutorService workers) {
        Map<Entry, Future<Result>> running = new HashMap<>();
        for (Entry entry : open) {
            running.put(entry, workers.submit(() -> one(entry, Math.min(share, end - System.nanoTime()))));
        }
        for (Entry entry : open) {
            try {
                Result result = running.get(entry).get();
                Result before = results.get(entry);
                if (before == null || result.explored().reach() != Reach.NOT_RUN) {
                    results.put(entry, result);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static boolean unfinished(Result result) {
        return result.fault().isEmpty() && (result.explored().reach() == Reach.BUDGET || result.explored().reach() == Reach.NOT_RUN);
    }

    private Result one(Entry entry, long nanos) {
        if (nanos <= 0 || stop.getAsBoolean()) {
            return notRun(entry);
        }
        progress.begins(entry.id());
        try {
            ExploreOptions options = ExploreOptions.DEFAULT.withProperties(properties).withMaxSteps(entry.scenario().maxSteps())
                    .withBudget(Duration.ofNanos(nanos)).withModelHash(entry.modelHash()).withStop(stop)
                    .withProgress(Duration.ofMillis(100), p -> progress.at(entry.id(), p.executions()));
            Exploration exploration = Explorer.explore(entry.program(), options);
            Result result = result(entry, exploration);
            progress.ends(entry.id(), result.explored());
            return result;
        } catch (HiddenNondeterminism e) {
            return broken(entry, Notes.NONDETERMINISM, e);
        } catch (ModelError e) {
            return broken(entry, Notes.MODEL_ERROR, e);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            return fault(entry, e);
        }
    }

    private Result result(Entry entry, Exploration exploration) {
        List<FindingRecord> records = new ArrayList<>();
        for (Finding finding : exploration.findings()) {
            records.add(Recorder.record(entry, finding, Replay.run(entry.program(), finding.schedule(), properties), properties,
                    exploration.traces(), exploration.complete(), names));
        }
        SortedMap<String, Long> judged = new TreeMap<>(exploration.judged());
        judged.put(Finding.CRASH, exploration.traces());
        judged.put(Finding.DEADLOCK, exploration.traces());
        return new Result(explored(entry, reach(exploration.verdict()), exploration, judged, records, ""), records, "");
    }

    private static Reach reach(Exploration.Verdict verdict) {
        return switch (verdict) {
            case COMPLETE -> Reach.COMPLETE;
            case BOUNDED -> Reach.BOUNDED;
            case BUDGET -> Reach.BUDGET;
            case INTERRUPTED -> Reach.INTERRUPTED;
        };
    }

    private Explored explored(Entry entry, Reach reach, Exploration e, SortedMap<String, Long> judged, List<FindingRecord> records,
            String why) {
        return new Explored(entry.scenario().id(), entry.scenario().family(), entry.scenario().title(), entry.generation().id(), reach,
                e.traces(), e.blocked(), e.steps(), e.outcomes().size(), e.elapsed().toMillis(), checked(), judged, expected(entry),
                found(records), why);
    }

    private List<String> checked() {
        List<String> checked = new ArrayList<>(properties.stream().map(Property::id).toList());
        checked.add(Finding.CRASH);
        checked.add(Finding.DEADLOCK);
        return checked;
    }

    private List<Expected> expected(Entry entry) {
        List<String> checked = checked();
        return entry.expected().stream().filter(e -> checked.contains(e.property()) || e.property().equals(Finding.ASSERTION))
                .map(e -> new Expected(e.property(), e.source())).toList();
    }

    private static List<Found> found(List<FindingRecord> records) {
        return records.stream().map(r -> new Found(r.property().id(), r.verdict().kind(), r.verdict().sentence(), r.verdict().expected(),
                r.steps().size(), r.replay().line(), "findings/" + r.slug())).toList();
    }

    private Result notRun(Entry entry) {
        return empty(entry, Reach.NOT_RUN, stop.getAsBoolean() ? "it was interrupted before" : "the budget ended before it began",
                List.of(), "");
    }

    private Result broken(Entry entry, PropertyNote property, ModelError error) {
        String sentence = Plain.line(String.valueOf(error.getMessage()));
        progress.fails(entry.id(), sentence);
        return empty(entry, Reach.NOT_RUN, sentence, List.of(Recorder.record(entry, property, sentence)), "");
    }

    private Result fault(Entry entry, Throwable thrown) {
        StackTraceElement at = thrown.getStackTrace().length == 0 ? null : thrown.getStackTrace()[0];
        String what = Plain.line(thrown + (at == null ? "" : " at " + at));
        progress.fails(entry.id(), what);
        return empty(entry, Reach.NOT_RUN, "endio failed: " + what, List.of(), what);
    }

    private Result empty(Entry entry, Reach reach, String why, List<FindingRecord> records, String fault) {
        return new Result(new Explored(entry.scenario().id(), entry.scenario().family(), entry.scenario().title(),
                entry.generation().id(), reach, 0, 0, 0, 0, 0, checked(), new TreeMap<>(), expected(entry), found(records), why), records,
                fault);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.explore.Replay;
import endio.property.Properties;
import endio.property.Property;
import endio.record.BugNote;
import endio.record.BugNote.Mended;
import endio.record.BugNote.Other;
import endio.record.BugsRecord;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Expectation;
import endio.scenario.bug.Bug;
import endio.scenario.bug.Bugs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The part of {@code endio run} about historical bugs: whether each is found in the property that it is named for, after how
 * many executions and how long, and how long the execution is that shows it.
 *
 * @param record one for each bug of the catalogue
 */
record BugHunt(BugsRecord record) {

    static final BugHunt NONE = new BugHunt(BugsRecord.NONE);

    List<BugNote> rows() {
        return record.bugs();
    }

    /**
     * Looks for all of them.
     *
     * @param others what other engines came to
     * @param end when to stop, as {@link System#nanoTime}
     * @param stop asked now and then
     */
    static BugHunt over(Catalogue catalogue, OtherEngines others, long end, BooleanSupplier stop) {
        List<BugNote> rows = new ArrayList<>();
        BooleanSupplier over = () -> stop.getAsBoolean() || System.nanoTime() - end >= 0;
        for (Bug bug : Bugs.all()) {
            Optional<Entry> entry = catalogue.find(bug.entry()).stream().findFirst();
            entry.ifPresent(e -> rows.add(row(bug, e, mended(bug, catalogue, over), others, over)));
        }
        return new BugHunt(new BugsRecord(BugsRecord.SCHEMA, Version.TOOL, RunCommand.environment(), rows, others.measured()));
    }

    private static Mended mended(Bug bug, Catalogue catalogue, BooleanSupplier over) {
        Optional<Entry> twin = catalogue.find(bug.twinEntry()).stream().findFirst();
        if (twin.isEmpty() || over.getAsBoolean()) {
            return new Mended(bug.twinEntry(), "cut", 0, 0);
        }
        Exploration exploration = Explorer.explore(twin.get().program(), ExploreOptions.DEFAULT.withStop(over).withEstimating(() -> Duration.ZERO)
                .withProperties(twin.get().properties()).withMaxSteps(twin.get().scenario().maxSteps()));
        // What a whole generation is known for besides is no part of the bug.
        List<String> known = twin.get().expected().stream().map(Expectation::property).filter(p -> !p.equals(bug.property())).toList();
        String result = exploration.findings().stream().anyMatch(f -> !known.contains(f.property())) ? "violated" : exploration.complete() ? "holds" : "cut";
        return new Mended(bug.twinEntry(), result, exploration.traces(), exploration.elapsed().toNanos() / 1000);
    }

    private static BugNote row(Bug bug, Entry entry, Mended mended, OtherEngines others, BooleanSupplier over) {
        if (over.getAsBoolean()) {
            return row(bug, mended, others, "cut", 0, 0, 0);
        }
        List<Property> properties = Properties.find(bug.property()).map(List::of).orElse(List.of());
        ExploreOptions options = ExploreOptions.DEFAULT.withProperties(properties).withStop(over).withEstimating(() -> Duration.ZERO)
                .withMaxSteps(entry.scenario().maxSteps());
        Exploration exploration = search(bug, entry, options);
        long micros = exploration.elapsed().toNanos() / 1000;
        Optional<Finding> finding = finding(bug, exploration);
        if (finding.isEmpty()) {
            return row(bug, mended, others, exploration.complete() ? "not found" : "cut", exploration.traces(), micros, 0);
        }
        int steps = Replay.run(entry.program(), finding.get().schedule(), properties).steps().size();
        return row(bug, mended, others, "found", exploration.traces(), micros, steps);
    }

    /** Explores where a bug is, up to the first execution that shows it. */
    static Exploration search(Bug bug, Entry entry, ExploreOptions options) {
        Exploration exploration = Explorer.explore(entry.program(), options.withStopAtFirst(true));
        // A crash or a deadlock may have come first.
        return finding(bug, exploration).isPresent() ? exploration : Explorer.explore(entry.program(), options);
    }

    /** What shows it. */
    static Optional<Finding> finding(Bug bug, Exploration exploration) {
        return exploration.findings().stream().filter(f -> f.property().equals(bug.property())).findFirst();
    }

    private static BugNote row(Bug bug, Mended mended, OtherEngines others, String result, long executions, long micros, int steps) {
        return new BugNote(bug.id(), bug.subject(), bug.commit(), bug.known().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                bug.property(), bug.entry(), "explorer", result, executions, micros, steps, mended, others.of(bug));
    }

    /** Whether a search that was not cut missed one, or found something where it is mended. */
    boolean missed() {
        return rows().stream().anyMatch(row -> row.result().equals("not found") || row.mended().result().equals("violated"));
    }

    /** For people: what they are in a line, and a line for each. */
    String text(int width) {
        List<BugNote> rows = rows();
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        long found = rows.stream().filter(row -> row.result().equals("found")).count();
        long hold = rows.stream().filter(row -> row.mended().result().equals("holds")).count();
        text.append("historical bugs   ").append(found).append(" of ").append(rows.size())
                .append(" found by the explorer, each in the property that it is named for\n")
                .append("                  ").append(hold).append(" of ").append(rows.size())
                .append(" hold where they are mended, in every order\n")
                .append(String.format(Locale.ROOT, "                  time to a finding %.1f ms in the median, %.1f ms at most%n",
                        millis(rows.size() / 2), millis(rows.size() - 1)))
                .append(others())
                .append(String.format(Locale.ROOT, "%n  %-4s %-9s %-8s %10s %8s %6s  %-8s %10s %8s  %s%n", "bug", "result",
                        "property", "executions", "ms", "steps", "mended", "executions", "ms", "subject"));
        for (BugNote row : rows) {
            String line = String.format(Locale.ROOT, "  %-4s %-9s %-8s %,10d %,8.1f %,6d  %-8s %,10d %,8.1f  ", row.id(),
                    row.result(), row.property(), row.executions(), row.micros() / 1000.0, row.steps(), row.mended().result(),
                    row.mended().executions(), row.mended().micros() / 1000.0);
            int room = Math.max(10, width - line.length());
            text.append(line).append(row.subject(), 0, Math.min(room, row.subject().length())).append('\n');
        }
        return text.append('\n').toString();
    }

    /** A line for each other engine. */
    private String others() {
        StringBuilder text = new StringBuilder();
        for (String engine : record.engines()) {
            List<Other> all = rows().stream().flatMap(row -> row.others().stream()).filter(o -> o.engine().equals(engine)).toList();
            long always = all.stream().filter(o -> o.found() == o.seeds()).count();
            long never = all.stream().filter(o -> o.found() == 0).count();
            text.append(String.format(Locale.ROOT, "                  %-9s %d of %d by each seed, %d by none; measured before%n", engine,
                    always, all.size(), never));
        }
        return text.toString();
    }

    /** Milliseconds until the finding that comes at {@code rank} of all, by time. */
    private double millis(int rank) {
        return rows().stream().mapToLong(BugNote::micros).sorted().skip(rank).findFirst().orElse(0) / 1000.0;
    }
}

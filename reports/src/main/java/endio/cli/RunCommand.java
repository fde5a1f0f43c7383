// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.property.Needs;
import endio.property.Property;
import endio.record.FindingRecord;
import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.record.Records;
import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Settings;
import endio.report.Style;
import endio.report.TextFinding;
import endio.report.TextMatrix;
import endio.report.TextQuestion;
import endio.report.question.Answers;
import endio.scenario.Catalogue;
import endio.scenario.About;
import endio.scenario.Entry;
import endio.scenario.Generation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio run} and {@code endio explore}: searches, judges, writes, and says what came of it. */
abstract class RunCommand implements Callable<Integer> {
    /** One part in so many of the budget is for historical bugs, at most. */
    private static final int BUGS = 5;

    private static final int MOST_WORKERS = 256;
    /** Where the end is tried. */
    private static final String ATTEMPT = "attempt/";

    private final Endio endio;
    private final String name;

    @Mixin
    Common.Output output = new Common.Output();

    @Mixin
    Common.Search search = new Common.Search();

    @Parameters(paramLabel = "PATTERN", arity = "0..*",
            description = {"scenarios: a name, a part of one, a family, a glob, or any of these with @GENERATION",
                "(default: the whole matrix)"})
    List<String> patterns = new ArrayList<>();

    private BugHunt bugs = BugHunt.NONE;
    private final boolean huntsBugs;

    RunCommand(Endio endio, String name, boolean huntsBugs) {
        this.endio = endio;
        this.name = name;
        this.huntsBugs = huntsBugs;
    }

    boolean huntsBugs() {
        return huntsBugs;
    }

    /** The matrix first. */
    @Command(name = "run", description =
            "Explores the matrix of generations and scenarios, and says which property holds where.",
            footer = {"", "Examples:", "  endio run", "  endio run --budget 5m --require-complete",
            "  endio run ext4 --property S1,S6 --out s1", "  endio run --questions",
                "  endio run --full --budget 10m --require-complete",
                "",
                "Exit codes: 0 as expected, 1 not, 2 usage, 3 incomplete, 4 nothing selected, 70 fault,",
                "130 interrupted",
                "(endio help exit-codes)"})
    static final class Run extends RunCommand {
        @Option(names = "--questions",
                description = "nothing but the questions of the seed commit, and what their answers rest on")
        boolean questions;

        @Option(names = "--full", description = {"the full catalogue: every file system, one and two writes of several bios,",
            "and everybody else who can act there; give it minutes"})
        boolean full;

        @Option(names = "--strategies", paramLabel = "FILE",
                description = "how soon other engines find historical bugs, of 'endio strategies' (default: as was measured here)")
        List<Path> strategies = new ArrayList<>();

        Run(Endio endio) {
            super(endio, "run", true);
        }

        @Override
        List<Entry> selected() {
            if (questions && !patterns.isEmpty()) {
                throw new Refusal("--questions takes no pattern");
            }
            // Variants are few and small, and an answer needs all of them: they come first.
            List<Entry> entries = new ArrayList<>(patterns.isEmpty() ? catalogue().variants() : List.of());
            if (full && !patterns.isEmpty()) {
                throw new Refusal("--full takes no pattern");
            }
            entries.addAll(full ? catalogue().full() : super.selected());
            entries.removeIf(e -> questions && !Answers.restsOn(e.scenario().family(), e.generation().about().origin().name()));
            return entries;
        }

        @Override
        OtherEngines others() {
            return strategies.isEmpty() ? OtherEngines.kept() : OtherEngines.of(strategies);
        }

        @Override
        boolean huntsBugs() {
            return super.huntsBugs() && !questions;
        }

        @Override
        void print(RunRecord run, List<FindingRecord> findings, PrintStream people, Style style) {
            people.print(TextMatrix.of(run, style));
            people.print(TextQuestion.brief(run.questions(), style));
        }
    }

    /** The executions first. */
    @Command(name = "explore", description =
            "Explores scenarios, mutants and patches as well, and shows the execution behind each violation.",
            footer = {"", "Examples:", "  endio explore ext4-aio-unwritten@V3_12",
            "  endio explore 'ext4-*@V3_11' --budget 10m",
                "  endio explore MyPatch"})
    static final class Explore extends RunCommand {
        Explore(Endio endio) {
            super(endio, "explore", false);
        }

        @Override
        void print(RunRecord run, List<FindingRecord> findings, PrintStream people, Style style) {
            findings.forEach(f -> people.println(TextFinding.of(f, style)));
            people.print(TextMatrix.explorations(run, style));
        }
    }

    /** What is explored. */
    List<Entry> selected() {
        return Selection.of(patterns, endio.catalogue());
    }

    final Catalogue catalogue() {
        return endio.catalogue();
    }

    abstract void print(RunRecord run, List<FindingRecord> findings, PrintStream people, Style style);

    /** How soon other engines find historical bugs. */
    OtherEngines others() {
        return OtherEngines.NONE;
    }

    @Override
    public Integer call() {
        List<Entry> entries = selected();
        List<Property> properties =
                Selection.judging(entries, Selection.properties(search.properties, endio.plugins()));
        if (entries.isEmpty() && search.noTests == Common.NoTests.fail) {
            throw new Refusal(ExitCode.NOTHING, "nothing is selected; 'endio list' shows what there is");
        }
        if (search.jobs < 0 || search.jobs > 1024) {
            throw new Refusal("--jobs " + search.jobs + ": from 1 to 1024, or 0 for one a processor");
        }
        Way way = search.way();
        int jobs = search.jobs > 0 ? search.jobs : Runtime.getRuntime().availableProcessors();
        if (!search.shard.whole() && entries.size() == 1 && !way.equals(Way.EXHAUSTIVE)) {
            throw new Refusal("--shard divides one scenario only if it is searched through");
        }
        if (search.workers < 0 || search.workers > MOST_WORKERS) {
            throw new Refusal("--workers " + search.workers + ": from 1 to " + MOST_WORKERS + ", or 0");
        }
        int workers = search.workers > 0 ? search.workers : Math.max(1, jobs / Math.max(1, entries.size()));
        try (Folder folder = Folder.open(search.out); Kept kept = Kept.beside(search.out, search.resume)) {
            Progress progress = new Progress(endio.console(), output.quiet, entries.size());
            if (search.shard.index() == 1 && huntsBugs() && patterns.isEmpty() && search.properties.isEmpty()) {
                bugs = BugHunt.over(endio.catalogue(), others(), endio.begun() + search.budget.toNanos() / BUGS,
                        endio.interrupt()::asked);
            }
            List<Explorations.Result> results = new Explorations(entries, properties, way, endio.begun(), search.budget, jobs,
                    progress, endio.interrupt()::asked, workers, search.shard, kept, ends(folder, entries, properties, jobs),
                    search.stepTime).run();
            progress.clear();
            RunRecord run = write(folder, "", entries, properties, jobs, results);
            folder.publish();
            say(run, findings(results), endio.console());
            Workflow.tell(run, findings(results), endio.console());
            return run.verdict().exit();
        }
    }

    private Explorations.Ends ends(Folder folder, List<Entry> entries, List<Property> properties, int jobs) {
        return new Explorations.Ends() {
            @Override
            public void write(FindingRecord finding) {
                Views.ofFinding(finding, Views.ALL).forEach(folder::write);
            }

            @Override
            public long attempt(List<Explorations.Result> results) {
                RunRecord run = RunCommand.this.write(folder, ATTEMPT, entries, properties, jobs, results);
                say(run, findings(results), endio.console().silent());
                return folder.remove(ATTEMPT);
            }
        };
    }

    private static List<FindingRecord> findings(List<Explorations.Result> results) {
        return results.stream().flatMap(r -> r.findings().stream()).toList();
    }

    /** Writes all that is of the run as a whole; what is of its findings is there. */
    private RunRecord write(Folder folder, String to, List<Entry> entries, List<Property> properties, int jobs,
            List<Explorations.Result> results) {
        RunRecord run = record(entries, properties, jobs, results);
        Views.ofRun(run, findings(results), bugs.record(), Views.ALL, folder.at())
                .forEach((name, content) -> folder.write(to + name, content));
        if (!search.shard.whole()) {
            folder.write(to + ShardFile.NAME, ShardFile.of(search.shard, entries, properties, results).text());
        }
        return run;
    }

    private void say(RunRecord run, List<FindingRecord> findings, Console console) {
        if (output.json) {
            NdJson.print(run, findings, console.out());
        }
        PrintStream people = output.json ? console.err() : console.out();
        print(run, findings, people, console.style(output.colour));
        people.print(bugs.text(console.width()));
        people.println("results   " + search.out.resolve("index.html"));
        people.flush();
    }

    private RunRecord record(List<Entry> entries, List<Property> properties, int jobs,
            List<Explorations.Result> results) {
        List<PropertyNote> notes = new ArrayList<>(Selection.properties(search.properties, endio.plugins()).stream()
                .filter(p -> properties.contains(p) || p.needs() == Needs.WEAK_MEMORY).map(Notes::note).toList());
        notes.addAll(List.of(Notes.CRASH, Notes.DEADLOCK, Notes.ASSERTION, Notes.MODEL_ERROR, Notes.NONDETERMINISM));
        List<GenerationNote> generations = new ArrayList<>();
        endio.catalogue().generations().stream()
                .filter(g -> entries.stream().anyMatch(e -> e.generation().id().equals(g.id())))
                .forEach(g -> generations.add(Notes.note(g)));
        List<Explored> explored = results.stream().map(Explorations.Result::explored).toList();
        RunRecord open = new RunRecord(RunRecord.SCHEMA, Version.TOOL,
                new Settings(name, patterns, search.budget.toMillis(),
                search.seed, jobs, search.requireComplete), environment(), generations, notes, explored,
                absent(entries), List.of(), new RunRecord.Verdict(0, ""));
        boolean whole = patterns.isEmpty() && search.properties.isEmpty();
        ExitCode code = verdict(open, results.stream().anyMatch(r -> !r.fault().isEmpty()));
        return new RunRecord(open.schema(), open.tool(), open.settings(), open.environment(), open.generations(),
                open.properties(),
                open.explorations(), open.absent(), whole ? Answers.of(open) : List.of(),
                new RunRecord.Verdict(code.number(), code.word()));
    }

    /** Which file systems that were run are not in which generations that were. */
    private static List<RunRecord.Absent> absent(List<Entry> entries) {
        List<Generation> generations = entries.stream().map(Entry::generation).distinct().toList();
        return entries.stream().map(e -> e.scenario().mount()).distinct()
                .filter(mount -> entries.stream().anyMatch(e -> e.scenario().mount().equals(mount)
                        && e.generation().about().origin() == About.Origin.GENERATION))
                .flatMap(mount -> generations.stream().filter(g -> !g.mounts(mount.type()))
                        .map(g -> new RunRecord.Absent(mount.text(), g.id())))
                .toList();
    }

    private ExitCode verdict(RunRecord run, boolean fault) {
        if (fault) {
            return ExitCode.FAULT;
        }
        if (endio.interrupt().asked()) {
            return ExitCode.INTERRUPTED;
        }
        if (run.unexpected() > 0 || run.missing() > 0 || bugs.missed()) {
            return ExitCode.NOT_AS_EXPECTED;
        }
        return search.requireComplete && run.incomplete() > 0 ? ExitCode.INCOMPLETE : ExitCode.AS_EXPECTED;
    }

    static String environment() {
        return "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors";
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.BugsRecord;
import endio.record.FindingRecord;
import endio.record.Records;
import endio.record.RunRecord;
import endio.record.UnreadableRecord;
import endio.report.Changes;
import endio.report.TextMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio report}: the views of a run once more, from its records. */
@Command(name = "report", description = {"Makes the views of a run anew from its records, without running anything,",
    "or compares two runs: exits with 1 if something got worse."},
        footer = {"", "Examples:", "  endio report out", "  endio report out --format sarif,junit --out elsewhere",
            "  endio report before after"})
final class ReportCommand implements Callable<Integer> {
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "where they go (default: where the records are)")
    @org.jspecify.annotations.Nullable Path out;

    @Option(names = "--format", paramLabel = "KIND", split = ",",
            description =
                    "these views alone: html, text, sarif, junit, github, markdown, perfetto, test (default: all)")
    List<Views.Format> formats = new ArrayList<>();

    @Parameters(paramLabel = "DIR", arity = "1..2", description =
            "the results of endio run; of two, the second is compared with the first")
    List<Path> folders = new ArrayList<>();

    ReportCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() throws UnreadableRecord {
        if (folders.size() == 2) {
            return compare(run(folders.get(0)), run(folders.get(1)));
        }
        Path from = folders.get(0);
        RunRecord run = run(from);
        List<FindingRecord> findings = new ArrayList<>();
        for (RunRecord.Explored exploration : run.explorations()) {
            for (RunRecord.Found found : exploration.found()) {
                findings.add(Records.readFinding(inside(from, found.folder()).resolve(Records.FINDING_FILE)));
            }
        }
        BugsRecord bugs = Folder.bugs(from);
        try (Folder folder = Folder.open(out == null ? from : out)) {
            Views.files(run, findings, bugs, formats.isEmpty() ? Views.ALL : EnumSet.copyOf(formats), folder.at())
                    .forEach(folder::write);
            folder.publish();
        }
        Console console = endio.console();
        console.out().print(TextMatrix.of(run, console.style(output.colour)));
        console.out().println("results   " + (out == null ? from : out).resolve("index.html"));
        console.out().flush();
        return run.verdict().exit();
    }

    private static RunRecord run(Path folder) throws UnreadableRecord {
        if (!Files.isDirectory(folder)) {
            throw new Refusal(folder + ": no such folder");
        }
        return Records.readRun(folder.resolve(Records.RUN_FILE));
    }

    /** What is new, gone or otherwise: exits with 1 if something got worse. */
    private int compare(RunRecord before, RunRecord after) {
        Changes changes = Changes.between(before, after);
        Console console = endio.console();
        if (output.json) {
            changes.all().forEach(c -> NdJson.line("change", "change", c, console.out()));
        }
        (output.json ? console.err() : console.out()).print(changes.text(console.style(output.colour)));
        return (changes.worse() ? ExitCode.NOT_AS_EXPECTED : ExitCode.AS_EXPECTED).number();
    }

    /** A record may come from anywhere: it names no folder outside its own. */
    static Path inside(Path from, String folder) {
        Path path = from.resolve(folder).normalize();
        if (!path.startsWith(from.normalize()) || folder.isBlank()) {
            throw new Refusal(from.resolve(Records.RUN_FILE) + ": names a folder outside of it");
        }
        return path;
    }
}

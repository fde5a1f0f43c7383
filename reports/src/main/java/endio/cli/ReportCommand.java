// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.FindingRecord;
import endio.record.Records;
import endio.record.RunRecord;
import endio.record.UnreadableRecord;
import endio.report.TextMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio report}: the views of a run once more, from its records. */
@Command(name = "report", description = "Makes the views of a run anew from its records, without running anything.",
        footer = {"", "Examples:", "  endio report out", "  endio report out --out elsewhere"})
final class ReportCommand implements Callable<Integer> {
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "where they go (default: where the records are)")
    @org.jspecify.annotations.Nullable Path out;

    @Parameters(paramLabel = "DIR", description = "the results of endio run")
    Path from = Path.of("out");

    ReportCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() throws UnreadableRecord {
        if (!Files.isDirectory(from)) {
            throw new Refusal(from + ": no such folder");
        }
        RunRecord run = Records.readRun(from.resolve(Records.RUN_FILE));
        List<FindingRecord> findings = new ArrayList<>();
        for (RunRecord.Explored exploration : run.explorations()) {
            for (RunRecord.Found found : exploration.found()) {
                findings.add(Records.readFinding(inside(found.folder()).resolve(Records.FINDING_FILE)));
            }
        }
        try (Folder folder = Folder.open(out == null ? from : out)) {
            Views.files(run, findings).forEach(folder::write);
            folder.publish();
        }
        Console console = endio.console();
        console.out().print(TextMatrix.of(run, console.style(output.colour)));
        console.out().println("results   " + (out == null ? from : out).resolve("index.html"));
        console.out().flush();
        return run.verdict().exit();
    }

    /** A record may come from anywhere: it names no folder outside its own. */
    private Path inside(String folder) {
        Path path = from.resolve(folder).normalize();
        if (!path.startsWith(from.normalize()) || folder.isBlank()) {
            throw new Refusal(from.resolve(Records.RUN_FILE) + ": names a folder outside of it");
        }
        return path;
    }
}

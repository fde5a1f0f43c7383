// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.BugsRecord;
import endio.record.FindingRecord;
import endio.record.Records;
import endio.record.RunRecord;
import endio.record.UnreadableRecord;
import endio.report.TextMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio merge}: the results of shards as those of one run. */
@Command(name = "merge", description = {"Puts the results of shards together: totals and findings are those of a run that was not",
    "divided. A shard that is missing is told, and what it would have done counts as not complete."},
        footer = {"", "Examples:", "  endio explore ext4-aio-unwritten@V3_12 --shard 1/2 --out a",
            "  endio explore ext4-aio-unwritten@V3_12 --shard 2/2 --out b", "  endio merge a b --out both"})
final class MergeCommand implements Callable<Integer> {
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", required = true, description = "where the results go")
    Path out = Path.of("out");

    @Option(names = "--require-complete", description = "exit with 3 if a shard is missing or a search was cut")
    boolean requireComplete;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "the results of the shards, in any order")
    List<Path> folders = new ArrayList<>();

    MergeCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() throws UnreadableRecord {
        TreeMap<Integer, ShardResults> shards = new TreeMap<>();
        for (Path folder : folders) {
            ShardResults shard = ShardResults.read(folder);
            ShardResults first = shards.isEmpty() ? shard : shards.firstEntry().getValue();
            if (shard.file().of() != first.file().of() || !shard.file().what().equals(first.file().what())) {
                throw new Refusal(folder + " is shard " + shard.file().shard() + "/" + shard.file().of()
                        + " of another run than " + first.folder() + ": scenarios, model, properties or number of shards differ");
            }
            ShardResults twice = shards.put(shard.file().shard(), shard);
            if (twice != null) {
                throw new Refusal(folder + " and " + twice.folder() + " are the same shard, " + shard.file().shard() + "/"
                        + shard.file().of());
            }
        }
        int of = shards.firstEntry().getValue().file().of();
        List<Integer> missing = new ArrayList<>();
        for (int i = 1; i <= of; i++) {
            if (!shards.containsKey(i)) {
                missing.add(i);
            }
        }
        Union union = new Union(List.copyOf(shards.values()), missing);
        RunRecord run = union.run(requireComplete);
        List<FindingRecord> findings = union.findings();
        try (Folder folder = Folder.open(out)) {
            Views.files(run, findings, BugsRecord.NONE, Views.ALL, folder.at()).forEach(folder::write);
            folder.publish();
        }
        Console console = endio.console();
        console.out().print(TextMatrix.explorations(run, console.style(output.colour)));
        if (!missing.isEmpty()) {
            console.err().println("endio: missing: shard " + missing.stream().map(i -> i + "/" + of)
                    .collect(Collectors.joining(", ")) + "; this is not complete");
        }
        console.out().println("results   " + out.resolve("index.html"));
        console.out().flush();
        return run.verdict().exit();
    }

    /** The results of one shard. */
    record ShardResults(Path folder, ShardFile file, RunRecord run, List<FindingRecord> findings) {
        static ShardResults read(Path folder) throws UnreadableRecord {
            ShardFile file = ShardFile.read(folder);
            RunRecord run = Records.readRun(folder.resolve(Records.RUN_FILE));
            List<FindingRecord> findings = new ArrayList<>();
            for (RunRecord.Explored exploration : run.explorations()) {
                for (RunRecord.Found found : exploration.found()) {
                    findings.add(Records.readFinding(ReportCommand.inside(folder, found.folder())
                            .resolve(Records.FINDING_FILE)));
                }
            }
            return new ShardResults(folder, file, run, findings);
        }
    }
}

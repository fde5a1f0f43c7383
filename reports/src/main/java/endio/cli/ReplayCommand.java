// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.ModelError;
import endio.explore.Replay;
import endio.explore.ScheduleMismatch;
import endio.explore.Trace;
import endio.property.Property;
import endio.record.FindingRecord;
import endio.record.Plain;
import endio.record.Records;
import endio.record.UnreadableRecord;
import endio.scenario.Entry;
import endio.report.Style;
import endio.report.TextFinding;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio replay}: one execution once more. */
@Command(name = "replay", description =
        "Runs one execution again and shows it: from a replay line, or from a finding.json.",
        footer = {"",
        "Exits with 0 if what it shows is known, or nothing is wrong; with 1 if a violation is not expected, or the",
            "violation of a finding.json does not show.", "", "Examples:",
            "  endio replay out/findings/S1-ext4-aio-unwritten-V3_12/finding.json",
            "  endio replay 'ext4-aio-unwritten@V3_12:e1:...' --all",
            "  endio replay out/findings/S1-ext4-aio-unwritten-V3_12/finding.json --debug --step 145", "",
            "With --debug it waits for a debugger: set a breakpoint in endio.explore.Debug.here, where it comes when the step",
            "has been taken. Each context is a thread of Java then."})
final class ReplayCommand implements Callable<Integer> {
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = "--all", description = "every step, not only those that matter")
    boolean all;

    @Option(names = "--step", paramLabel = "N",
            description = "with --debug: stops after this step (default: the last of those that show a violation)")
    int step;

    @Parameters(paramLabel = "LINE|FILE", description = "a replay line, or the file of a finding")
    String what = "";

    ReplayCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() throws UnreadableRecord {
        String line = what;
        String wanted = "";
        Path file = file(what);
        if (file != null) {
            FindingRecord finding = Records.readFinding(file);
            line = finding.replay().line();
            wanted = finding.property().id();
        }
        ReplayLine replay = ReplayLine.parse(line, endio.catalogue());
        Trace trace;
        try {
            trace = Replay.run(replay.entry().program(), replay.schedule(), judging(replay.entry()));
        } catch (ScheduleMismatch e) {
            throw new Refusal("the replay line does not fit: " + Plain.line(String.valueOf(e.getMessage())));
        } catch (ModelError e) {
            throw new Refusal(ExitCode.NOT_AS_EXPECTED, Plain.line(String.valueOf(e.getMessage())));
        }
        if (endio.debug()) {
            int at = step > 0 ? step : trace.violations().stream().flatMap(v -> v.at().stream()).mapToInt(i -> i + 1).max().orElse(1);
            if (at > trace.steps().size()) {
                throw new Refusal("--step " + at + ": there are only " + trace.steps().size() + " steps");
            }
            Debuggee debuggee = new Debuggee(endio);
            if (!debuggee.attached()) {
                return debuggee.start(at);
            }
            trace = Replay.debug(replay.entry().program(), replay.schedule(), judging(replay.entry()), at - 1);
        }
        return show(replay, trace, wanted);
    }

    private List<Property> judging(Entry entry) {
        return Selection.judging(entry, Selection.properties(List.of(), endio.plugins()));
    }

    private static @org.jspecify.annotations.Nullable Path file(String what) {
        try {
            Path path = Path.of(what);
            return Files.exists(path) || what.endsWith(".json") ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private int show(ReplayLine replay, Trace trace, String wanted) {
        KernelNames names = new KernelNames();
        Console console = output.json ? endio.console().people() : endio.console();
        Style style = console.style(output.colour);
        List<FindingRecord> records = trace.violations().stream()
                .map(v -> Recorder.record(replay.entry(), v, trace, judging(replay.entry()), names)).toList();
        for (FindingRecord record : records) {
            if (output.json) {
                NdJson.line("finding", "finding", record, endio.console().out());
            }
            console.out().println(all ? TextFinding.whole(record, style) : TextFinding.of(record, style));
        }
        if (records.isEmpty()) {
            console.out().println(replay.entry().id() + ": nothing is violated in this execution of " + trace.steps()
                    .size()
                    + " steps, which ended " + trace.ending().kind().name().toLowerCase(java.util.Locale.ROOT));
        }
        boolean shown = wanted.isEmpty() || records.stream().anyMatch(r -> r.property().id().equals(wanted));
        if (!shown) {
            endio.console().err().println("endio: the violation of " + wanted + " does not show in this replay");
        }
        boolean known = records.stream().allMatch(r -> r.verdict().expected());
        return (known && shown ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED).number();
    }
}

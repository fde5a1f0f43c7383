// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.property.Properties;
import endio.record.FindingRecord;
import endio.record.Plain;
import endio.record.Records;
import endio.report.HtmlFinding;
import endio.report.Style;
import endio.report.TextFinding;
import endio.trace.TraceCheck;
import endio.trace.TraceFinding;
import endio.trace.TraceRecords;
import endio.trace.TraceReport;
import endio.trace.TraceReport.PropertyResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio trace-check}: recordings of real kernels, judged by the properties that judge the model. */
@Command(name = "trace-check", description = {"Judges recordings of real kernels: ftrace text as 'cat trace' of tracefs or 'trace-cmd report' print it,",
    "plain or .gz. 'endio trace-plan' prints what to switch on to get such a recording."},
        footer = {"", "A property is violated, consistent with what was recorded, or not checked, with the reason. What was judged is counted.",
            "Exits with 0 if nothing is violated, 1 if something is or if it is not the given generation, 2 if the input is not sound, 4 if it has not enough events.", "",
            "Examples:", "  endio trace-check trace.txt.gz",
                    "  ssh host cat /sys/kernel/tracing/trace | endio trace-check",
            "  endio trace-check --json --property S1,S8 *.ftrace.txt"})
final class TraceCheckCommand implements Callable<Integer> {
    private static final String STDIN = "-";
    private static final int MOST_LISTED = 100_000;
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "recordings; '-' or none: standard input")
    List<String> files = new ArrayList<>();

    @Option(names = "--property", paramLabel = "ID", split = ",", description = "tell of these alone: S1,L4")
    List<String> properties = new ArrayList<>();

    @Option(names = "--requests", description = "tell of each request how it went and what was judged of it")
    boolean requests;

    @Option(names = "--all-steps", description = "a violation with every event of its request")
    boolean allSteps;

    @Option(names = "--unknown-fields", description = "accept fields of events that are not understood")
    boolean unknownFields;

    @Option(names = "--part", description = "the input is a part of a recording: it needs no header, and may have fewer events than that tells of")
    boolean part;

    @Option(names = "--grace", paramLabel = "TIME", defaultValue = "100ms", converter = Common.Time.class,
            description = "what is due so long before the end of a recording and has not happened never will (default: ${DEFAULT-VALUE})")
    Duration grace = Duration.ofMillis(100);

    @Option(names = "--generation", paramLabel = "G",
            description = "the generation of the model that the kernel should be: what it does not allow is told")
    String generation = "";

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "write each violation there, as record, text and page")
    @Nullable Path out;

    TraceCheckCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() {
        for (String id : properties) {
            try {
                Properties.get(id);
            } catch (IllegalArgumentException e) {
                throw new Refusal(Plain.line(String.valueOf(e.getMessage())));
            }
        }
        List<String> all = files.isEmpty() ? List.of(STDIN) : files;
        for (String file : all) {
            if (!file.equals(STDIN) && (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file)))) {
                throw new Refusal(Plain.line(file) + (Files.exists(Path.of(file)) ? ": cannot be read"
                        : ": no such file"));
            }
        }
        GenerationCheck wanted = generation.isEmpty() ? null : new GenerationCheck(endio.catalogue(), generation);
        Path target = out;
        try (TraceFolder folder = target == null ? null : TraceFolder.open(target)) {
            return check(all, folder, wanted);
        }
    }

    private int check(List<String> all, @Nullable TraceFolder folder, @Nullable GenerationCheck given) {
        boolean violated = false;
        boolean sound = true;
        boolean enough = true;
        List<Map<String, Object>> index = new ArrayList<>();
        for (String file : all) {
            TraceReport report = read(file, given);
            String name = file.equals(STDIN) ? "stdin" : file;
            List<TraceFinding> findings = report.findings().stream().filter(f -> wanted(f.property())).toList();
            List<FindingRecord> records = findings.stream().map(f -> TraceRecords.of(report, f, name, Version.TOOL))
                    .toList();
            violated |= !findings.isEmpty();
            sound &= report.sound();
            enough &= report.enough() || !findings.isEmpty();
            Map<String, Object> json = json(report, findings);
            index.add(json);
            if (output.json) {
                endio.console().out().println(Records.line(json));
                records.forEach(r -> NdJson.line("finding", "finding", r, endio.console().out()));
            }
            people(report, findings, records);
            if (given != null) {
                violated |= !given.holds(report, output.json ? endio.console().err() : endio.console().out());
            }
            if (folder != null) {
                records.forEach(folder::add);
            }
            if (endio.interrupt().asked()) {
                return ExitCode.INTERRUPTED.number();
            }
        }
        if (folder != null) {
            folder.publish(index);
        }
        return (violated ? ExitCode.NOT_AS_EXPECTED : !sound ? ExitCode.USAGE : !enough ? ExitCode.NOTHING
                : ExitCode.AS_EXPECTED)
                .number();
    }

    private TraceReport read(String file, @Nullable GenerationCheck given) {
        TraceCheck check = new TraceCheck(new TraceCheck.Options(grace.toNanos(), unknownFields, part,
                requests || output.json || given != null ? MOST_LISTED : 0));
        if (given != null) {
            check.listen(given.begin());
        }
        try (InputStream in = file.equals(STDIN) ? System.in : Files.newInputStream(Path.of(file))) {
            return check.check(in, file.equals(STDIN) ? "stdin" : file);
        } catch (IOException e) {
            throw new Refusal(Plain.line(file) + ": " + Plain.words(e));
        }
    }

    private boolean wanted(String property) {
        return properties.isEmpty() || properties.stream().anyMatch(p -> Properties.get(p).id().equals(property));
    }

    private void people(TraceReport report, List<TraceFinding> findings, List<FindingRecord> records) {
        PrintStream to = output.json ? endio.console().err() : endio.console().out();
        Style style = endio.console().style(output.colour);
        TraceTable.print(report, this::wanted, requests, style, to);
        for (int i = 0; i < findings.size(); i++) {
            TraceFinding f = findings.get(i);
            to.println();
            to.println(TraceTable.head(report, f));
            to.print(allSteps ? TextFinding.whole(records.get(i), style) : TextFinding.of(records.get(i), style));
        }
        to.flush();
    }

    private Map<String, Object> json(TraceReport report, List<TraceFinding> findings) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "trace");
        line.put("file", report.name());
        line.put("lines", report.lines());
        line.put("events", report.events());
        line.put("lost", report.lost());
        line.put("requests", report.kinds());
        line.put("verdict", TraceTable.verdict(report));
        line.put("problems", report.problems());
        List<Object> results = new ArrayList<>();
        for (PropertyResult p : report.properties()) {
            if (wanted(p.id())) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("property", p.id());
                result.put("verdict", p.verdict().toString());
                result.put("judged", p.judged());
                result.put("violated", p.violated());
                result.put("undecided", p.undecided());
                result.put("why", p.why());
                result.put("under", p.under());
                results.add(result);
            }
        }
        line.put("properties", results);
        line.put("findings", findings.stream().map(f -> Map.of("property", f.property(), "line", f.line(), "other",
                f.other(),
                "requests", f.requests(), "also", f.also(), "sentence", f.sentence())).toList());
        line.put("each", report.requests());
        return line;
    }

    /** Where findings are written to, with a page for each. */
    private static final class TraceFolder implements AutoCloseable {
        private final Folder folder;

        private TraceFolder(Folder folder) {
            this.folder = folder;
        }

        static TraceFolder open(Path target) {
            return new TraceFolder(Folder.open(target));
        }

        void add(FindingRecord finding) {
            String in = "findings/" + finding.slug() + "/";
            folder.write(in + Records.FINDING_FILE, Records.write(finding));
            folder.write(in + "finding.html", HtmlFinding.of(finding));
            folder.write(in + "finding.txt", TextFinding.of(finding, Style.FILE));
        }

        void publish(List<Map<String, Object>> index) {
            folder.write(Records.RUN_FILE, Records.write(Map.of("schema", "endio-traces-1", "traces", index)));
            folder.publish();
        }

        @Override
        public void close() {
            folder.close();
        }
    }

    static String count(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }
}

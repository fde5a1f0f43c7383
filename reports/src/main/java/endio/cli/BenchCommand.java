// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.bench.Benchmark;
import endio.bench.Measurement;
import endio.bench.Suites;
import endio.fiber.Fibers;
import endio.record.BenchRecord;
import endio.record.BenchRecord.Machine;
import endio.record.Plain;
import endio.record.Records;
import endio.record.UnreadableRecord;
import endio.report.TextBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio bench}: how fast the explorer is. */
@Command(name = "bench", description = {"Measures the explorer: on programs with known counts, on the protocol that other model",
    "checkers are measured on, beside engines that do less, and on the catalogue."},
        footer = {"", "Examples:", "  endio bench -o bench.json", "  endio bench counts 'lost-update(6)'",
            "  endio bench peers --with spin --with tlc --with lincheck", "  endio bench --compare before.json after.json", "",
            "A benchmark that is named is run once, without warm-up; the others for --time each.",
            "Exit codes: 1 a count or a verdict was not as it is known to be, or --compare found something slower"})
final class BenchCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 10_000;
    private static final Duration ORDINARY = Duration.ofSeconds(2);

    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "writes the figures there, as JSON")
    @Nullable Path out;

    @Option(names = "--time", paramLabel = "TIME", converter = Common.Time.class,
            description = "for each benchmark, after its first run (default: 2s; 0 if it is named)")
    @Nullable Duration time;

    @Option(names = "--with", paramLabel = "PEER", description = "with peers: runs spin, tlc or lincheck on the same protocol, if they are there")
    List<PeerTool> with = new ArrayList<>();

    @Option(names = "--compare", paramLabel = "FILE", arity = "2", description = "compares two files of figures, measures nothing")
    List<Path> compare = new ArrayList<>();

    @Option(names = "--slower", paramLabel = "PERCENT", defaultValue = "25",
            description = "what --compare calls slower (default: ${DEFAULT-VALUE} %%)")
    int slower = 25;

    @Parameters(paramLabel = "SUITE|NAME", arity = "0..*", description = "counts, peers, speed, catalogue; or parts of names of benchmarks (default: all)")
    List<String> patterns = new ArrayList<>();

    BenchCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() throws UnreadableRecord {
        if (!compare.isEmpty()) {
            TextBench.Comparison comparison = TextBench.compare(Records.readBench(compare.get(0)), Records.readBench(compare.get(1)),
                    slower);
            endio.console().out().print(comparison.text());
            return (comparison.slower() ? ExitCode.NOT_AS_EXPECTED : ExitCode.AS_EXPECTED).number();
        }
        long start = Duration.between(ProcessHandle.current().info().startInstant().orElseGet(Instant::now), Instant.now()).toMillis();
        Machine machine = machine();
        List<Benchmark> chosen = chosen();
        List<Measurement> measured = new ArrayList<>();
        boolean interrupted = false;
        for (Benchmark benchmark : chosen) {
            if (endio.interrupt().asked()) {
                interrupted = true;
                break;
            }
            if (!output.quiet && endio.console().terminal()) {
                endio.console().err().println(benchmark);
            }
            measured.add(Measurement.of(benchmark, time().toNanos(), MOST_RUNS));
        }
        for (PeerTool tool : with) {
            measured.addAll(tool.measure());
        }
        BenchRecord record = new BenchRecord(BenchRecord.SCHEMA, Version.TOOL, machine, start, measured.stream().map(BenchCommand::kept).toList());
        write(record);
        if (output.json) {
            record.measurements().forEach(m -> endio.console().out().println(Records.line(m)));
        } else {
            endio.console().out().print(TextBench.of(record, Suites.less()));
        }
        if (interrupted) {
            return ExitCode.INTERRUPTED.number();
        }
        boolean fine = measured.stream().allMatch(m -> m.problem().isEmpty());
        return (fine ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED).number();
    }

    private static BenchRecord.Measurement kept(Measurement m) {
        return new BenchRecord.Measurement(m.suite(), m.name(), m.executions(), m.steps(), m.events(), m.cold(), m.warm(), m.best(),
                m.p50(), m.p90(), m.worst(), m.problem());
    }

    private boolean named() {
        return !patterns.isEmpty() && !Suites.NAMES.containsAll(patterns);
    }

    private Duration time() {
        Duration given = time;
        return given != null ? given : named() ? Duration.ZERO : ORDINARY;
    }

    /** All of the suites that are named, or those of them that have one of the names. */
    private List<Benchmark> chosen() {
        List<String> suites = patterns.stream().filter(Suites.NAMES::contains).toList();
        List<String> names = patterns.stream().filter(p -> !Suites.NAMES.contains(p)).toList();
        List<Benchmark> all = new ArrayList<>();
        for (String suite : suites.isEmpty() ? Suites.NAMES : suites) {
            all.addAll(Suites.of(suite));
        }
        if (names.isEmpty()) {
            return all;
        }
        List<Benchmark> exact = all.stream().filter(b -> names.contains(b.name())).toList();
        List<Benchmark> chosen = exact.isEmpty() ? all.stream().filter(b -> names.stream().anyMatch(b.toString()::contains)).toList()
                : exact;
        if (chosen.isEmpty()) {
            throw new Refusal(ExitCode.NOTHING, "no benchmark has a name like " + Plain.line(String.join(", ", names)));
        }
        return chosen;
    }

    private static Machine machine() {
        String fibers;
        try (Fibers fastest = Fibers.fastest()) {
            fibers = fastest.name();
        }
        return new Machine(Runtime.version() + " " + System.getProperty("java.vm.name", ""),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " " + System.getProperty("os.arch", ""),
                Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() >> 20, fibers,
                load());
    }

    /** As Linux tells it; the management beans would take part of the time that is measured. */
    private static double load() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII).split(" ")[0]);
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    private void write(BenchRecord record) {
        Path file = out;
        if (file == null) {
            return;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, Records.write(record), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal("cannot write " + file + ": " + Plain.words(e));
        }
    }
}

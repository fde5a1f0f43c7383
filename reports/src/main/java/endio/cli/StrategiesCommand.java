// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Sampled;
import endio.explore.Sampler;
import endio.explore.Sampling;
import endio.property.Properties;
import endio.property.Property;
import endio.record.Records;
import endio.record.StrategyRecord;
import endio.record.StrategyRecord.Row;
import endio.record.StrategyRecord.Try;
import endio.record.UnreadableRecord;
import endio.report.TextStrategies;
import endio.scenario.Entry;
import endio.scenario.bug.Bug;
import endio.scenario.bug.Bugs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio strategies}: how soon each strategy finds each historical bug. */
@Command(name = "strategies", description = "Looks for historical bugs with the explorer and with random strategies, and tells how soon"
        + " each finds them.",
        footer = {"", "Examples:", "  endio strategies -o strategies.json", "  endio strategies B01 B24 --seeds 3",
            "  endio strategies -o all.json --with lincheck.json", "",
            "Exits with 1 if the explorer misses one; a random strategy may."})
final class StrategiesCommand implements Callable<Integer> {
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "writes the figures there, as JSON")
    @Nullable Path out;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "10", description = "seeds of each (default: ${DEFAULT-VALUE})")
    int seeds = 10;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "2000",
            description = "executions before a strategy gives up (default: ${DEFAULT-VALUE})")
    long runs = 2000;

    @Option(names = "--time", paramLabel = "TIME", defaultValue = "2s", converter = Common.Time.class,
            description = "time before it gives up (default: ${DEFAULT-VALUE})")
    Duration time = Duration.ofSeconds(2);

    @Option(names = "--with", paramLabel = "FILE", description = "adds the rows of such a file, of another engine")
    List<Path> with = new ArrayList<>();

    @Parameters(paramLabel = "BUG", arity = "0..*", description = "ids of bugs (default: all)")
    List<String> bugs = new ArrayList<>();

    StrategiesCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() throws UnreadableRecord {
        List<Bug> chosen = Bugs.all().stream().filter(b -> bugs.isEmpty() || bugs.contains(b.id())).toList();
        if (chosen.isEmpty()) {
            throw new Refusal(ExitCode.NOTHING, "no historical bug is called so; 'endio list' shows what there is");
        }
        if (seeds < 1 || runs < 1) {
            throw new Refusal("--seeds and --runs are at least 1");
        }
        List<Row> rows = new ArrayList<>();
        for (Bug bug : chosen) {
            if (endio.interrupt().asked()) {
                break;
            }
            endio.catalogue().find(bug.entry()).stream().findFirst().ifPresent(entry -> look(bug, entry, rows));
        }
        StrategyRecord record = new StrategyRecord(StrategyRecord.SCHEMA, Version.TOOL, RunCommand.environment(), runs,
                time.toMillis(), rows);
        for (Path file : with) {
            record = record.with(Records.readStrategies(file).rows());
        }
        write(record);
        if (output.json) {
            record.rows().forEach(row -> endio.console().out().println(Records.line(row)));
        } else {
            endio.console().out().print(TextStrategies.of(record));
        }
        if (endio.interrupt().asked()) {
            return ExitCode.INTERRUPTED.number();
        }
        boolean missed = rows.stream().anyMatch(row -> row.strategy().equals("explorer") && row.found() == 0);
        return (missed ? ExitCode.NOT_AS_EXPECTED : ExitCode.AS_EXPECTED).number();
    }

    private void look(Bug bug, Entry entry, List<Row> rows) {
        List<Property> properties = Properties.find(bug.property()).map(List::of).orElse(List.of());
        ExploreOptions options = ExploreOptions.DEFAULT.withProperties(properties).withMaxSteps(entry.scenario().maxSteps())
                .withStop(endio.interrupt()::asked);
        // Once before, so that what is measured first is not the loading of classes.
        explorer(bug, entry, options);
        rows.add(new Row(bug.id(), bug.property(), entry.id(), "explorer", List.of(explorer(bug, entry, options))));
        for (Sampling.Strategy strategy : Sampling.Strategy.values()) {
            List<Try> tries = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                Sampled sampled = Sampler.until(bug.property(), entry.program(), options.withBudget(time),
                        new Sampling(strategy, seed, runs));
                Sampled.First first = sampled.first().get(bug.property());
                tries.add(first == null ? new Try(seed, false, sampled.exploration().traces(),
                        sampled.exploration().elapsed().toNanos() / 1000)
                        : new Try(seed, true, first.execution(), first.nanos() / 1000));
            }
            rows.add(new Row(bug.id(), bug.property(), entry.id(), strategy.name().toLowerCase(Locale.ROOT), tries));
        }
    }

    private static Try explorer(Bug bug, Entry entry, ExploreOptions options) {
        Exploration exploration = BugHunt.search(bug, entry, options);
        return new Try(0, BugHunt.finding(bug, exploration).isPresent(), exploration.traces(), exploration.elapsed().toNanos() / 1000);
    }

    private void write(StrategyRecord record) {
        Path file = out;
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, Records.write(record), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal(file + ": cannot be written (" + e.getMessage() + ")");
        }
    }
}

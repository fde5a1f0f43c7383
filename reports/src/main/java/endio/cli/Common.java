// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.BoundedExplorer;
import endio.explore.Parts;
import endio.explore.Sampling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that commands share. */
final class Common {

    /** What the process prints on. */
    static class Output {
        @Option(names = "--json", description = "a JSON object a line on stdout, text for people on stderr")
        boolean json;

        @Option(names = "--color", paramLabel = "WHEN", defaultValue = "AUTO",
                description = "auto, always or never (default: auto: a terminal, without NO_COLOR)")
        Console.Colour colour = Console.Colour.AUTO;

        @Option(names = {"-q", "--quiet"}, description = "no progress")
        boolean quiet;
    }

    /** How to search, and where to write what was found. */
    static class Search {
        @Option(names = {"-o", "--out"}, paramLabel = "DIR", defaultValue = "${env:ENDIO_OUT:-out}",
                description = "where the results go (default: ${DEFAULT-VALUE})")
        Path out = Path.of("out");

        @Option(names = "--budget", paramLabel = "TIME", defaultValue = "${env:ENDIO_BUDGET:-60s}",
                converter = Time.class,
                description = "time for all of it: 500ms, 60s, 5m, 2h (default: ${DEFAULT-VALUE})")
        Duration budget = Duration.ofSeconds(60);

        @Option(names = "--seed", paramLabel = "N", defaultValue = "${env:ENDIO_SEED:-1}",
                description = "of whatever is random; an exhaustive search is not (default: ${DEFAULT-VALUE})")
        long seed = 1;

        @Option(names = "--preemptions", paramLabel = "K",
                description = "only orders that leave a thread that could go on at most K times; passes nothing")
        int preemptions = -1;

        @Option(names = "--strategy", paramLabel = "NAME",
                description = "random orders instead of all: pct, pos, uniform, random; passes nothing")
        Sampling.@Nullable Strategy strategy;

        @Option(names = "--runs", paramLabel = "N", defaultValue = "10000",
                description = "random executions of each scenario (default: ${DEFAULT-VALUE})")
        long runs = 10_000;

        @Option(names = "--depth", paramLabel = "D", defaultValue = "3",
                description = "orderings that the bugs looked for by pct need (default: ${DEFAULT-VALUE})")
        int depth = 3;

        @Option(names = {"-j", "--jobs"}, paramLabel = "N", defaultValue = "0",
                description = "scenarios explored at once (default: one a processor)")
        int jobs;

        @Option(names = "--workers", paramLabel = "N", defaultValue = "0",
                description = "threads that search one scenario together (default: what --jobs leaves of the processors)")
        int workers;

        @Option(names = "--shard", paramLabel = "I/N", converter = ShardText.class, defaultValue = "1/1",
                description = "does the I-th of N parts alone; 'endio merge' puts them together")
        Shard shard = Shard.WHOLE;

        @Option(names = "--resume", description = {"goes on with what was stopped or killed while it wrote to the same",
            "--out, with the same scenarios and properties"})
        boolean resume;

        @Option(names = "--property", paramLabel = "ID", split = ",", description = "judge these alone: S1,L2")
        List<String> properties = new ArrayList<>();

        @Option(names = "--step-time", paramLabel = "TIME", defaultValue = "10s", converter = Time.class,
                description = "for one step of a model, before it is said to hang (default: ${DEFAULT-VALUE})")
        Duration stepTime = Duration.ofSeconds(10);

        @Option(names = "--require-complete", description = "exit with 3 if a search was cut")
        boolean requireComplete;

        @Option(names = "--no-tests", paramLabel = "pass|fail", defaultValue = "fail",
                description = "what it means that nothing is selected (default: ${DEFAULT-VALUE})")
        NoTests noTests = NoTests.fail;

        /** How to search. */
        Way way() {
            Sampling.Strategy toss = strategy;
            if (toss == null && preemptions < 0) {
                return Way.EXHAUSTIVE;
            }
            if (preemptions > BoundedExplorer.MOST || toss != null && preemptions >= 0) {
                throw new Refusal("--preemptions: from 0 to " + BoundedExplorer.MOST + ", and not with --strategy");
            }
            if (runs < 1 || depth < 1 || depth > 10) {
                throw new Refusal("--runs is at least 1, --depth from 1 to 10");
            }
            return new Way(preemptions, Optional.ofNullable(toss).map(s -> new Sampling(s, seed, runs, depth)));
        }
    }

    /** What it means that nothing is selected. */
    @SuppressWarnings("java:S115")
    enum NoTests { pass, fail }

    /** A part of a run: which, from 1, and of how many. */
    record Shard(int index, int of) {
        static final Shard WHOLE = new Shard(1, 1);

        boolean whole() {
            return of == 1;
        }

        @Override
        public String toString() {
            return index + "/" + of;
        }
    }

    /** {@code 2/3}. */
    static final class ShardText implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String text) {
            if (text.matches("[0-9]{1,4}/[0-9]{1,4}")) {
                int slash = text.indexOf('/');
                int index = Integer.parseInt(text.substring(0, slash));
                int of = Integer.parseInt(text.substring(slash + 1));
                if (index >= 1 && index <= of && of <= Parts.MOST) {
                    return new Shard(index, of);
                }
            }
            throw new TypeConversionException("'" + text + "' is no shard; write 1/3, 2/3 or 3/3");
        }
    }

    /** A length of time: a number, and {@code ms}, {@code s}, {@code m} or {@code h}; without one, seconds. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            String number = text.replaceFirst("(ms|s|m|h)$", "");
            String unit = text.substring(number.length());
            if (!number.matches("[0-9]{1,9}")) {
                throw new TypeConversionException("'" + text + "' is no time; write 500ms, 60s, 5m or 2h");
            }
            long n = Long.parseLong(number);
            Duration time = switch (unit) {
                case "ms" -> Duration.ofMillis(n);
                case "m" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofSeconds(n);
            };
            // Nanoseconds are counted in a long, times the number of jobs.
            return time.compareTo(Duration.ofDays(300)) > 0 ? Duration.ofDays(300) : time;
        }
    }

    private Common() {}
}

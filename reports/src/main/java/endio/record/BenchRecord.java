// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;

/**
 * One run of benchmarks.
 *
 * @param schema {@link #SCHEMA}
 * @param tool what measured
 * @param machine what it ran on
 * @param startMillis from the start of the process to the first benchmark
 * @param measurements in the order in which they were made
 */
public record BenchRecord(String schema, Tool tool, Machine machine, long startMillis, List<Measurement> measurements) {

    /** Name and version of the schema. */
    public static final String SCHEMA = "endio-bench-1";

    /**
     * What it ran on. Figures of two machines say nothing about two versions.
     *
     * @param java version and maker
     * @param system name, version and architecture
     * @param processors that the process may use
     * @param heapMegabytes that it may use
     * @param fibers what logical threads ran on: {@code continuations} or {@code threads}
     * @param load processes that wanted to run when it began, on average over a minute; -1 if the system does not say
     */
    public record Machine(String java, String system, int processors, long heapMegabytes, String fibers, double load) {}

    public BenchRecord {
        measurements = List.copyOf(measurements);
    }

    /**
     * How long a benchmark took. Times are nanoseconds of one run each.
     *
     * @param suite of the benchmark
     * @param name of the benchmark
     * @param executions of one run; of another model checker, the states that it stored
     * @param steps operations and choices of one run
     * @param events said in one run
     * @param cold the first run in the process
     * @param warm how often it was run then; the percentiles are over the last two thirds of these or, if there are none, the cold run
     * @param best the fastest
     * @param p50 the median
     * @param p90 nine of ten are not slower
     * @param worst the slowest
     * @param problem what was not as it is known to be, or empty
     */
    public record Measurement(String suite, String name, long executions, long steps, long events, long cold, int warm, long best,
            long p50, long p90, long worst, String problem) {}
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a benchmark took. Times are nanoseconds of one run each.
 *
 * @param suite of the benchmark
 * @param name of the benchmark
 * @param executions of one run; of a benchmark that explores, complete ones, each of another trace
 * @param steps operations and choices of one run
 * @param events said in one run
 * @param cold the first run in this process, before the compiler has seen it
 * @param warm how often it was run then; the percentiles are over these or, if there are none, the cold run
 * @param best the fastest
 * @param p50 the median
 * @param p90 nine of ten are not slower
 * @param worst the slowest
 * @param problem what was not as it is known to be, or empty
 */
public record Measurement(String suite, String name, long executions, long steps, long events, long cold, int warm, long best,
        long p50, long p90, long worst, String problem) {

    /** What is shorter is run several times in a row, and its time is the average of these. */
    private static final long SHORT = 1_000_000;

    /** Runs {@code benchmark} cold, then again for {@code nanos}, but at most {@code most} times, or rows of short runs. */
    public static Measurement of(Benchmark benchmark, long nanos, int most) {
        long begin = System.nanoTime();
        Benchmark.Work work = benchmark.work().get();
        long cold = System.nanoTime() - begin;
        List<Long> times = new ArrayList<>();
        long start = System.nanoTime();
        int warm = 0;
        int row = 1;
        while (times.size() < most && System.nanoTime() - start < nanos) {
            long before = System.nanoTime();
            for (int i = 0; i < row; i++) {
                work = same(work, benchmark.work().get());
            }
            long took = System.nanoTime() - before;
            times.add(took / row);
            warm += row;
            if (took < SHORT) {
                row *= 2;
            }
        }
        if (warm == 0) {
            times.add(cold);
        }
        // What is run first is still being compiled: of many runs the first third is warm-up.
        List<Long> sorted = times.subList(times.size() / 3, times.size()).stream().sorted().toList();
        return new Measurement(benchmark.suite(), benchmark.name(), work.executions(), work.steps(), work.events(), cold, warm,
                sorted.get(0), percentile(sorted, 50), percentile(sorted, 90), sorted.get(sorted.size() - 1), work.problem());
    }

    private static Benchmark.Work same(Benchmark.Work work, Benchmark.Work again) {
        return again.equals(work) || !work.problem().isEmpty() ? work
                : new Benchmark.Work(work.executions(), work.steps(), work.events(),
                        "it did not repeat itself: " + again.executions() + " executions after " + work.executions());
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, (sorted.size() * percent + 99) / 100 - (percent == 0 ? 0 : 1)));
    }
}

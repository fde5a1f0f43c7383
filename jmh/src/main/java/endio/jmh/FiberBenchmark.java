// SPDX-License-Identifier: GPL-2.0-or-later
package endio.jmh;

import endio.fiber.Fiber;
import endio.fiber.Fibers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A fiber from its beginning to its end, and a switch between two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FiberBenchmark {
    private static final int SWITCHES = 1000;

    /** {@code fastest}: continuations where the JDK has them. */
    @Param({"fastest", "threads"})
    String kind = "fastest";

    private Fibers fibers = Fibers.fastest();
    private final Fiber[] pair = new Fiber[2];

    @Setup
    public void choose() {
        fibers.close();
        fibers = kind.equals("threads") ? Fibers.threads() : Fibers.fastest();
    }

    @TearDown
    public void close() {
        fibers.close();
    }

    @Benchmark
    public boolean life() {
        Fiber fiber = fibers.create(() -> {});
        fiber.resume();
        return fiber.done();
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public boolean switches() {
        for (int i = 0; i < 2; i++) {
            int me = i;
            pair[i] = fibers.create(() -> {
                for (int k = 0; k < SWITCHES / 2; k++) {
                    pair[me].handOver(pair[1 - me]);
                }
                pair[me].endWith(me == 0 ? pair[1] : null);
            });
        }
        pair[0].resume();
        return pair[1].done();
    }
}

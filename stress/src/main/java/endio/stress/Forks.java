// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.Verbosity;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.OSSupport;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.PresetRegularTopology;
import org.openjdk.jcstress.os.topology.TopologyParseException;
import org.openjdk.jcstress.vm.CompileMode;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * Runs single JCStress tests, each in a process of its own, by JCStress's own executor. Its command line cannot stop in time,
 * and tells what it saw only at the end.
 *
 * <p>Actors are not bound to processors: where there are fewer processors than actors they take turns.
 */
final class Forks {
    private static final int MOST_ACTORS = 4;
    private static final List<String> JVM_ARGS = List.of("-Xmx256m", "-Xms256m", "-XX:+UseParallelGC");

    private final List<TestResult> results = Collections.synchronizedList(new ArrayList<>());
    private final Scheduler scheduler;
    private final Verbosity verbosity;
    private int forks;

    Forks() throws IOException {
        Options options = options(1, 100);
        OSSupport.init();
        VMSupport.initFlags(options);
        try {
            scheduler = new Scheduler(new PresetRegularTopology(1, MOST_ACTORS, 1), MOST_ACTORS);
        } catch (TopologyParseException e) {
            throw new IllegalStateException(e);
        }
        verbosity = options.verbosity();
    }

    private static Options options(int iterations, long millis) throws IOException {
        Options options = new Options(new String[] {"-f", "1", "-fsm", "1", "-iters", String.valueOf(iterations), "-time",
                String.valueOf(millis), "-sc", "false", "-af", "NONE"});
        if (!options.parse()) {
            throw new IllegalStateException("JCStress does not take its options");
        }
        return options;
    }

    /** What one process saw. */
    record Run(List<TestResult> results, long millis) {}

    /** Runs {@code test} in a new process, in so many iterations of so many milliseconds. */
    Run run(TestInfo test, int iterations, long millis) throws IOException {
        long start = System.nanoTime();
        results.clear();
        SchedulingClass anywhere = scheduler.scheduleClasses(test.threads(), MOST_ACTORS, AffinityMode.NONE).get(0);
        TestConfig config = new TestConfig(options(iterations, millis), test, ++forks, JVM_ARGS, CompileMode.UNIFIED, anywhere);
        // An executor is good for one call.
        new TestExecutor(verbosity, results::add, scheduler).runAll(List.of(config));
        return new Run(List.copyOf(results), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
}

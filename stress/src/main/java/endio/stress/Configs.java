// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import java.io.IOException;
import java.util.List;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.PresetRegularTopology;
import org.openjdk.jcstress.os.topology.TopologyParseException;
import org.openjdk.jcstress.vm.CompileMode;

/**
 * How JCStress is told to run a test. Actors are not bound to processors: where there are fewer processors than actors they
 * take turns.
 */
final class Configs {
    /** Arguments of every Java that runs tests. */
    static final List<String> JVM_ARGS = List.of("-Xmx256m", "-Xms256m", "-XX:+UseParallelGC");
    private static final int MOST_ACTORS = 4;
    /** Stages that are set before they are played, by strides: nothing is shorter than a pass over all of them. */
    private static final String STAGES_OF_A_STRIDE = "64";
    private static final String STRIDES_OF_A_PASS = "8";

    private final Scheduler scheduler;
    private int forks;

    Configs() {
        try {
            scheduler = new Scheduler(new PresetRegularTopology(1, MOST_ACTORS, 1), MOST_ACTORS);
        } catch (TopologyParseException e) {
            throw new IllegalStateException(e);
        }
    }

    Scheduler scheduler() {
        return scheduler;
    }

    static Options options(int iterations, long millis) throws IOException {
        Options options = new Options(new String[] {"-f", "1", "-fsm", "1", "-iters", String.valueOf(iterations), "-time",
                String.valueOf(millis), "-sc", "false", "-af", "NONE", "-spinStyle",
                "THREAD_YIELD", "-strideSize", STAGES_OF_A_STRIDE, "-strideCount", STRIDES_OF_A_PASS});
        if (!options.parse()) {
            throw new IllegalStateException("JCStress does not take its options");
        }
        return options;
    }

    /** A test in so many iterations of so many milliseconds. */
    TestConfig of(TestInfo test, int iterations, long millis) throws IOException {
        SchedulingClass anywhere = scheduler.scheduleClasses(test.threads(), MOST_ACTORS, AffinityMode.NONE).get(0);
        return new TestConfig(options(iterations, millis), test, ++forks, JVM_ARGS, CompileMode.UNIFIED, anywhere);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.os.OSSupport;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * Runs single JCStress tests, each in a process of its own, by JCStress's own executor. Its command line cannot stop in time,
 * and tells what it saw only at the end.
 */
final class Forks implements Runs {
    private final List<TestResult> results = Collections.synchronizedList(new ArrayList<>());
    private final Configs configs = new Configs();
    private final Options options = Configs.options(1, 100);

    Forks() throws IOException {
        OSSupport.init();
        VMSupport.initFlags(options);
    }

    @Override
    public Run run(TestInfo test, int iterations, long millis) throws IOException {
        long start = System.nanoTime();
        results.clear();
        // An executor is good for one call.
        new TestExecutor(options.verbosity(), results::add, configs.scheduler())
                .runAll(List.of(configs.of(test, iterations, millis)));
        return new Run(List.copyOf(results), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    @Override
    public long overheadMillis() {
        return 2500;
    }
}

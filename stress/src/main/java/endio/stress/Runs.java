// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import java.io.IOException;
import java.util.List;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** Somebody who runs JCStress tests, one at a time, in another process. */
interface Runs extends AutoCloseable {

    /** What was seen, and how long it took, in milliseconds. */
    record Run(List<TestResult> results, long millis) {}

    /** Runs {@code test} in so many iterations of so many milliseconds. */
    Run run(TestInfo test, int iterations, long millis) throws IOException;

    /** What a test costs at first, in milliseconds, beside what it measures. */
    long overheadMillis();

    /** Ends what is left running. */
    @Override
    default void close() {}
}

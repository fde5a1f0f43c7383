// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.Records;
import endio.record.RunRecord.Reach;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The budget is the time from the start of the process to its end, all that is written included. */
class BudgetTest {
    /** Of the budget, besides what a process needs here to start: that tells how much else this machine does. Idle, it is a fiftieth. */
    private static final double TOLERANCE = 0.15;
    private static final int TRIES = 3;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"explore huge@V3_12 --budget 5s --workers 1", "explore huge@V3_12 --budget 5s --workers 2"})
    void theProcessEndsWhenTheBudgetIsOver(String command) throws Exception {
        double[] off = new double[TRIES];
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            HugeRun.told(HugeRun.start(folder.resolve("none"), "--version"));
            long begin = System.nanoTime();
            double tolerance = TOLERANCE + (begin - before) / (double) TimeUnit.SECONDS.toNanos(5);
            Process process = HugeRun.start(folder.resolve("out" + i), command.split(" "));
            String told = HugeRun.told(process);
            assertThat(process.waitFor()).as(told).isIn(0, 1);
            off[i] = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(5) - 1;
            assertThat(Records.readRun(folder.resolve("out" + i).resolve("run.json")).explorations()).singleElement()
                    .satisfies(e -> assertThat(e.reach()).isIn(Reach.BUDGET, Reach.NOT_RUN));
            if (Math.abs(off[i]) <= tolerance) {
                return;
            }
        }
        assertThat(off).as("how far from the budget, as a part of it: " + Arrays.toString(off)).isEmpty();
    }

    @Test
    void theAgeOfAProcessIsReadFromItsStart() {
        String stat = "1121 (a) b (c) R 29416 29416 12477 0 -1 4194304 101 0 0 0 0 0 0 0 20 0 1 0 2379133 3133440 388";
        assertThat(ProcessAge.nanos(stat, "23791.43 13895.75\n")).isBetween(99_000_000L, 101_000_000L);
        assertThat(ProcessAge.nanos()).isBetween(1L, TimeUnit.DAYS.toNanos(1));
    }
}

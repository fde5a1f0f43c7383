// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import java.util.List;

/**
 * {@link Litmus#lostUpdate} written by hand for one engine: a thread is a program counter and a register, a step is a case of a
 * switch, and an execution follows an order that was worked out before. Nothing is recorded or judged. No engine that runs
 * ordinary Java code, keeps what happens before what, and looks for races can be as fast; this is what it is measured against.
 */
final class StepMachine {
    private final int threads;
    private final int[] counter;
    private final long[] register;
    private long memory;

    StepMachine(int threads) {
        this.threads = threads;
        this.counter = new int[threads];
        this.register = new long[threads];
    }

    /** Runs each of these orders once; returns the sum of what memory held in the ends. */
    long run(List<byte[]> orders) {
        long sum = 0;
        for (byte[] order : orders) {
            start();
            for (byte thread : order) {
                step(thread);
            }
            sum += memory;
        }
        return sum;
    }

    private void start() {
        memory = 0;
        for (int i = 0; i < threads; i++) {
            counter[i] = 0;
        }
    }

    private void step(int thread) {
        switch (counter[thread]++) {
            case 0 -> register[thread] = memory;
            case 1 -> memory = register[thread] + (1L << thread);
            default -> throw new IllegalStateException("thread " + thread + " has ended");
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.fiber.Fiber;
import endio.fiber.Fibers;
import java.util.List;

/**
 * {@link Litmus#lostUpdate} on fibers that follow an order which was worked out before, and nothing else: what stays of
 * {@link StepMachine}'s speed if threads are ordinary Java code that is stopped in the middle.
 */
final class BareFibers {
    private final Fibers fibers;
    private final Fiber[] fiber;
    private byte[] order = {};
    private int next;
    private long memory;

    BareFibers(Fibers fibers, int threads) {
        this.fibers = fibers;
        this.fiber = new Fiber[threads];
    }

    /** Runs each of these orders once; returns the sum of what memory held in the ends. */
    long run(List<byte[]> orders) {
        long sum = 0;
        for (byte[] one : orders) {
            order = one;
            next = 0;
            memory = 0;
            for (int i = 0; i < fiber.length; i++) {
                int thread = i;
                fiber[i] = fibers.create(() -> body(thread));
            }
            fiber[order[0]].resume();
            sum += memory;
        }
        return sum;
    }

    private void body(int thread) {
        next++;
        long read = memory;
        int second = order[next];
        if (second != thread) {
            fiber[thread].handOver(fiber[second]);
        }
        next++;
        memory = read + (1L << thread);
        fiber[thread].endWith(next < order.length ? fiber[order[next]] : null);
    }
}

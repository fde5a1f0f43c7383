// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.fiber.Fiber;
import endio.fiber.Fibers;
import java.util.List;

/**
 * The programs of {@link OrdersOnly} on fibers that follow the same orders, and nothing else: what stays of that speed if threads
 * are ordinary Java code that is stopped in the middle.
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

    /** {@link Litmus#lostUpdate} in each of these orders; returns the sum of what memory held in the ends. */
    long lostUpdate(List<byte[]> orders) {
        long sum = 0;
        for (byte[] one : orders) {
            for (int i = 0; i < fiber.length; i++) {
                int thread = i;
                fiber[i] = fibers.create(() -> readAndWrite(thread));
            }
            sum += run(one);
        }
        return sum;
    }

    /** Threads that add to one word so many times, in each of these orders. */
    long adding(List<byte[]> orders, int times) {
        long sum = 0;
        for (byte[] one : orders) {
            for (int i = 0; i < fiber.length; i++) {
                int thread = i;
                fiber[i] = fibers.create(() -> add(thread, times));
            }
            sum += run(one);
        }
        return sum;
    }

    private long run(byte[] one) {
        order = one;
        next = 0;
        memory = 0;
        fiber[order[0]].resume();
        return memory;
    }

    private void readAndWrite(int thread) {
        long read = memory;
        step(thread);
        memory = read + (1L << thread);
        end(thread);
    }

    private void add(int thread, int times) {
        for (int i = 1; i < times; i++) {
            memory++;
            step(thread);
        }
        memory++;
        end(thread);
    }

    /** After a step that is not the last one of its thread. */
    private void step(int thread) {
        int to = order[++next];
        if (to != thread) {
            fiber[thread].handOver(fiber[to]);
        }
    }

    private void end(int thread) {
        next++;
        fiber[thread].endWith(next < order.length ? fiber[order[next]] : null);
    }
}

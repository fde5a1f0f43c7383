// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import java.util.List;

/**
 * Programs whose threads are a program counter and a register, a step a case of a switch, and an execution follows an order that was
 * worked out before. Nothing is searched, recorded or judged, so no engine that does one of these can be as fast: this bounds them
 * all.
 */
final class OrdersOnly {
    private final int[] counter;
    private final long[] register;
    private long memory;

    OrdersOnly(int threads) {
        this.counter = new int[threads];
        this.register = new long[threads];
    }

    /** {@link Litmus#lostUpdate} in each of these orders; returns the sum of what memory held in the ends. */
    long lostUpdate(List<byte[]> orders) {
        long sum = 0;
        for (byte[] order : orders) {
            start();
            for (byte thread : order) {
                readOrWrite(thread);
            }
            sum += memory;
        }
        return sum;
    }

    /** Threads that add to one word so many times, which is where they can be left, in each of these orders. */
    long adding(List<byte[]> orders, int times) {
        long sum = 0;
        for (byte[] order : orders) {
            start();
            for (byte thread : order) {
                add(thread, times);
            }
            sum += memory;
        }
        return sum;
    }

    private void start() {
        memory = 0;
        for (int i = 0; i < counter.length; i++) {
            counter[i] = 0;
        }
    }

    private void readOrWrite(int thread) {
        switch (counter[thread]++) {
            case 0 -> register[thread] = memory;
            case 1 -> memory = register[thread] + (1L << thread);
            default -> throw new IllegalStateException("thread " + thread + " has ended");
        }
    }

    private void add(int thread, int times) {
        if (counter[thread]++ >= times) {
            throw new IllegalStateException("thread " + thread + " has ended");
        }
        memory++;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later

import java.util.Locale;
import org.jetbrains.lincheck.Lincheck;

/**
 * The protocol of {@code endio.bench.SharedReference} as a Java program of threads and monitors, run by Lincheck's model checker: a
 * request with a reference of its own and one for each bio, dropped under a lock; who drops the last one wakes a worker, which
 * converts and completes.
 */
public final class LincheckReference {
    /** Runs that are not measured: until the compiler has seen the checker. */
    private static final int WARM = 300;

    private final Object lock = new Object();
    private int references = 1;
    private boolean queued;
    private boolean converted;
    private boolean early;
    private int completions;

    private LincheckReference() {}

    private void get() {
        synchronized (lock) {
            references++;
        }
    }

    private void put(boolean locked) {
        boolean last;
        if (locked) {
            synchronized (lock) {
                last = --references == 0;
            }
        } else {
            int left = references - 1;
            references = left;
            last = left == 0;
        }
        if (last) {
            synchronized (lock) {
                queued = true;
                lock.notifyAll();
            }
        }
    }

    private void work() {
        synchronized (lock) {
            while (!queued) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            queued = false;
        }
        converted = true;
        complete();
    }

    private void complete() {
        early |= !converted;
        completions++;
    }

    private static void run(int bios, boolean locked) {
        LincheckReference request = new LincheckReference();
        Thread worker = new Thread(request::work);
        worker.start();
        Thread[] bio = new Thread[bios];
        for (int i = 0; i < bios; i++) {
            request.get();
            bio[i] = new Thread(() -> request.put(locked));
            bio[i].start();
        }
        request.put(locked);
        try {
            for (Thread one : bio) {
                one.join();
            }
            worker.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (request.completions != 1 || request.early || request.references != 0) {
            throw new IllegalStateException("completed " + request.completions + " times, " + request.references + " references left");
        }
    }

    /** Arguments: bios, and how many executions are to be run. */
    public static void main(String[] arguments) {
        int bios = Integer.parseInt(arguments[0]);
        int executions = Integer.parseInt(arguments[1]);
        Lincheck.runConcurrentTest(WARM, () -> run(bios, true));
        long begin = System.nanoTime();
        Lincheck.runConcurrentTest(executions, () -> run(bios, true));
        long took = System.nanoTime() - begin;
        boolean sees = false;
        try {
            Lincheck.runConcurrentTest(executions, () -> run(bios, false));
        } catch (AssertionError found) {
            sees = true;
        }
        System.out.printf(Locale.ROOT, "%d executions in %d ns, %s%n", executions, took,
                sees ? "and the unlocked put was found" : "but the unlocked put was not found");
    }
}

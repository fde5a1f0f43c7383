// SPDX-License-Identifier: GPL-2.0-or-later
package endio.threads;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How real threads wait: for each other at the start, so that they race at all, and for a cell to change, until nobody is
 * left to change it. Nothing here is touched between the start of a part and its end but by a part that waits.
 */
final class Waits {
    /** Looks at a cell before the processor is given to somebody else. */
    private static final int SPINS = 200;
    /** Looks for the others at the start. */
    private static final int START_SPINS = 3000;
    /** Two parts that wait for each other are given up after so long. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private final int parts;
    private final boolean together;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile long since;

    Waits(int parts, boolean together) {
        this.parts = parts;
        this.together = together;
    }

    void arrive() {
        if (!together) {
            return;
        }
        arrived.incrementAndGet();
        for (int spin = 0; spin < START_SPINS && arrived.get() < parts; spin++) {
            Thread.onSpinWait();
        }
    }

    void leave() {
        left.incrementAndGet();
    }

    /** Looks so many times whether all others have left. */
    void pause(int spins) {
        for (int spin = 0; spin < spins && left.get() < parts - 1; spin++) {
            if (spin % SPINS == SPINS - 1) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * Waits a moment. What it finds was true before the caller looks at its cell once more.
     *
     * @param tries how often the caller has asked before, in a row
     * @return whether all others have left, or patience has
     * @throws Stopped if the thread was interrupted
     */
    boolean again(int tries) {
        boolean nobody = parts > 0 && left.get() >= parts - 1;
        if (nobody) {
            return true;
        }
        if (tries < SPINS) {
            Thread.onSpinWait();
            return false;
        }
        if (Thread.interrupted()) {
            throw new Stopped();
        }
        Thread.yield();
        return parts > 0 && tries % 4096 == 0 && outOfPatience();
    }

    private boolean outOfPatience() {
        long now = System.nanoTime();
        if (since == 0) {
            since = now;
        }
        return now - since > PATIENCE_NANOS;
    }
}

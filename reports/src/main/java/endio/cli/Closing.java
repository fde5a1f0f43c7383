// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When searching has to end so that all is written, and the process has ended, when the budget is over. What that takes is known
 * from doing it: findings are written as scenarios are done, and what is written at the very end is tried twice before. As each
 * search ends, the others have what it did not need. Several threads ask and tell.
 */
final class Closing {
    /** For the end of the process, which nobody in it can measure. */
    private static final long EXIT = Duration.ofMillis(40).toNanos();
    /** What is taken for the cost of a finding, and of the end, as long as there was none. */
    private static final long UNKNOWN = Duration.ofMillis(60).toNanos();
    /** What a cut search takes to estimate what it leaves, and again to ask about its findings, at most: so long, */
    private static final long SHARE = Duration.ofMillis(100).toNanos();
    /** one part in so many of the budget, */
    private static final int PART = 100;
    /** and all of them together one in so many. */
    private static final int PARTS = 20;
    /** The end is tried when so many hundredths of the budget are over. */
    private static final int FIRST = 30;
    /** And again when less than so many times what it took is left, and more than once. */
    private static final int AGAIN = 3;

    private final long begun;
    private final long budget;
    private final int turns;
    /** Searches that have begun and not ended, and how many findings they have. */
    private final Map<String, Integer> open = new HashMap<>();
    private long finding = UNKNOWN;
    private long whole = UNKNOWN;
    private long findings = 1;
    private int tried;
    private volatile long searching;

    /**
     * @param begun when the budget began to run, as {@link System#nanoTime}
     * @param turns searches that go on at the same time
     */
    Closing(long begun, Duration budget, int turns) {
        this.begun = begun;
        this.budget = budget.toNanos();
        this.turns = turns;
        foresee();
    }

    /** Whether searching has to end now. */
    boolean over() {
        return System.nanoTime() - searching >= 0;
    }

    private long end() {
        return begun + budget;
    }

    private synchronized void foresee() {
        long sum = 0;
        long longest = 0;
        for (int found : open.values()) {
            long one = share() + found * finding + (found > 0 ? share() : 0);
            sum += one;
            longest = Math.max(longest, one);
        }
        searching = end() - EXIT - whole - Math.max(longest, sum / turns);
    }

    /** A search begins. */
    synchronized void begins(String id) {
        open.put(id, 0);
        foresee();
    }

    /** So many findings it has up to now. */
    synchronized void found(String id, int number) {
        if (number != open.getOrDefault(id, number)) {
            open.put(id, number);
            foresee();
        }
    }

    /** A finding costs so much, as far as is known. */
    synchronized void costs(long nanos) {
        finding = nanos;
        foresee();
    }

    /** It has ended, and all is written; that took so long for each finding. */
    synchronized void ends(String id, int number, long nanos) {
        open.remove(id);
        if (number > 0) {
            finding += (nanos / number - finding) / 2;
        }
        findings += number;
        foresee();
    }

    /** The same, if nothing is known of how long it took. */
    synchronized void ends(String id) {
        ends(id, 0, 0);
    }

    /** How long a search may estimate what it leaves undone. */
    synchronized long estimating() {
        return share();
    }

    private long share() {
        return Math.min(SHARE, Math.min(budget / PART, budget / PARTS * turns / Math.max(1, open.size())));
    }

    /** How long there may be asked about the findings of a search that has ended, if that is to be over when the budget is. */
    synchronized long explaining(String id, int number) {
        long others = 0;
        for (Map.Entry<String, Integer> other : open.entrySet()) {
            others += other.getKey().equals(id) ? 0 : share() + other.getValue() * finding;
        }
        return Math.max(1, end() - EXIT - whole - others / turns - number * finding - System.nanoTime());
    }

    /** Whether it is time that whoever asks tries the end. It is to {@linkplain #tried tell} how long that took. */
    synchronized boolean tries() {
        long now = System.nanoTime();
        long left = searching - now;
        boolean again = tried == 1 && left < AGAIN * whole && left > whole;
        if (tried == 0 && halfway() || again) {
            tried++;
            return true;
        }
        return false;
    }

    /** Whether enough of the budget is over to ask about findings that are known: what is found later will rarely be better. */
    boolean halfway() {
        return System.nanoTime() - begun >= budget / 100 * FIRST;
    }

    /** The end was tried. */
    synchronized void tried(long nanos) {
        whole = nanos;
        foresee();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Comparator;

/**
 * The place of a trace among all that show the same thing: the first one is the one to be shown. It depends on the trace alone and
 * not on the order in which it was run, nor on when, so whoever searches finds the same one.
 *
 * @param handovers steps that come directly after one of another thread: each costs a switch in any order
 * @param entries steps and events
 * @param fingerprint of the trace, to tell apart what is equal otherwise
 */
public record Rank(int handovers, int entries, long fingerprint) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER = Comparator.comparingInt(Rank::handovers).thenComparingInt(Rank::entries)
            .thenComparingLong(Rank::fingerprint);

    /** Of a run that has ended. */
    static Rank of(Path path, Log log, Threads threads) {
        int handovers = 0;
        long sum = 0;
        for (int step = 0; step < path.length(); step++) {
            long own = key(path, step, threads);
            boolean after = false;
            long group = 0;
            if (path.cell[step] == Path.NO_CELL) {
                group = path.choice[step] + 1L;
            } else {
                for (int m = path.previousGroup[step]; m >= 0; m = path.previousInGroup(m)) {
                    after |= path.thread[m] != path.thread[step];
                    group += TraceClass.mix(key(path, m, threads));
                }
            }
            handovers += after ? 1 : 0;
            sum += TraceClass.mix(own + TraceClass.mix(group));
        }
        return new Rank(handovers, log.length(), sum);
    }

    private static long key(Path path, int step, Threads threads) {
        return TraceClass.mix(threads.byId(path.thread[step]).key + path.time[step]);
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}

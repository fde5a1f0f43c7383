// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;

/**
 * The Mazurkiewicz trace of a beginning of an execution, as a fingerprint: the same for all orders of steps that commute. A step's
 * own is made of its thread's step before, its cell, and the accesses of that cell that it comes directly after; the trace's is the
 * sum of its steps'.
 */
final class TraceClass {
    private static final int NOTHING = -1;

    private long high;
    private long low;
    /** Of each thread's last step. */
    private long[] threadHigh = new long[16];
    private long[] threadLow = new long[16];
    /** Of each cell's last group of accesses that commute, and of the group before that: sums. */
    private int[] kind = new int[64];
    private long[] groupHigh = new long[64];
    private long[] groupLow = new long[64];
    private long[] formerHigh = new long[64];
    private long[] formerLow = new long[64];

    void restart() {
        high = 0;
        low = 0;
        Arrays.fill(threadHigh, 0);
        Arrays.fill(threadLow, 0);
        Arrays.fill(kind, NOTHING);
        Arrays.fill(groupHigh, 0);
        Arrays.fill(groupLow, 0);
    }

    /** Adds a step of the path. */
    void add(Path path, int step) {
        int t = path.thread[step];
        int c = path.cell[step];
        room(t, c);
        long h = mix(threadHigh[t] + 0x9e3779b97f4a7c15L * (t + 1));
        long l = mix(threadLow[t] + 0xd1b54a32d192ed03L * (t + 1));
        if (c == Path.NO_CELL) {
            h = mix(h ^ 0x2545f4914f6cdd1dL * (path.choice[step] + 1));
            l = mix(l + 0x9fb21c651e98df25L * (path.choice[step] + 1));
        } else {
            int k = path.kind[step];
            if (kind[c] == NOTHING || !Path.commute(kind[c], k)) {
                formerHigh[c] = groupHigh[c];
                formerLow[c] = groupLow[c];
                groupHigh[c] = 0;
                groupLow[c] = 0;
                kind[c] = k;
            }
            long what = (long) c * 8 + k + 1;
            h = mix(mix(h ^ what * 0xbf58476d1ce4e5b9L) + formerHigh[c]);
            l = mix(mix(l + what * 0x94d049bb133111ebL) ^ formerLow[c]);
            groupHigh[c] += h;
            groupLow[c] += l;
        }
        threadHigh[t] = h;
        threadLow[t] = l;
        high += h;
        low += l;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private void room(int t, int c) {
        if (t >= threadHigh.length) {
            int size = Math.max(t + 1, 2 * threadHigh.length);
            threadHigh = Arrays.copyOf(threadHigh, size);
            threadLow = Arrays.copyOf(threadLow, size);
        }
        if (c >= kind.length) {
            int old = kind.length;
            int size = Math.max(c + 1, 2 * old);
            kind = Arrays.copyOf(kind, size);
            Arrays.fill(kind, old, size, NOTHING);
            groupHigh = Arrays.copyOf(groupHigh, size);
            groupLow = Arrays.copyOf(groupLow, size);
            formerHigh = Arrays.copyOf(formerHigh, size);
            formerLow = Arrays.copyOf(formerLow, size);
        }
    }

    /** The finaliser of SplitMix64. */
    static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}

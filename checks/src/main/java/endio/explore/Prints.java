// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/**
 * Fingerprints of 128 bits, and the least number that each was seen with. Two that are equal are taken for the same: of a million
 * different ones, some two are equal with a probability of 1.5 in 10^27.
 */
final class Prints {
    private long[] high = new long[1 << 10];
    private long[] low = new long[1 << 10];
    /** The number plus 1; 0: free. */
    private byte[] least = new byte[1 << 10];
    private int size;

    /**
     * Notes a fingerprint.
     *
     * @param number from 0 to 126
     * @return the least number that it was noted with before, or -1 if it was not
     */
    int note(long h, long l, int number) {
        int at = find(h, l);
        int before = least[at] - 1;
        if (before < 0) {
            high[at] = h;
            low[at] = l;
            least[at] = (byte) (number + 1);
            if (++size > least.length / 2) {
                grow();
            }
        } else if (number < before) {
            least[at] = (byte) (number + 1);
        }
        return before;
    }

    int size() {
        return size;
    }

    private int find(long h, long l) {
        int mask = least.length - 1;
        int at = (int) (h ^ h >>> 32) & mask;
        while (least[at] != 0 && (high[at] != h || low[at] != l)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        byte[] old = least;
        high = new long[2 * old.length];
        low = new long[2 * old.length];
        least = new byte[2 * old.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int at = find(oldHigh[i], oldLow[i]);
                high[at] = oldHigh[i];
                low[at] = oldLow[i];
                least[at] = old[i];
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/**
 * How to toss an order.
 *
 * @param strategy which
 * @param seed of the first execution; each has one of its own that follows from it
 * @param runs executions
 * @param depth of {@link Strategy#PCT}: orderings that the bugs looked for need
 */
public record Sampling(Strategy strategy, long seed, long runs, int depth) {

    /** Ways to toss. */
    public enum Strategy {
        /** By priorities that change at few steps. */
        PCT,
        /** By priorities of steps, tossed anew after a race. */
        POS,
        /** All interleavings alike, as far as lengths are known. */
        UNIFORM,
        /** At each step all who can go on alike. */
        RANDOM
    }

    public Sampling {
        if (runs < 1 || depth < 1 || depth > 10) {
            throw new IllegalArgumentException("at least 1 run, and a depth from 1 to 10");
        }
    }

    /** With a depth of 3. */
    public Sampling(Strategy strategy, long seed, long runs) {
        this(strategy, seed, runs, 3);
    }
}

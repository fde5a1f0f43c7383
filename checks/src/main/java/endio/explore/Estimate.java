// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/**
 * How many executions a search would have taken in all, by random sampling, with the interval of {@link #ERRORS} standard errors
 * around it. On programs of known size it holds the number in nine of ten samplings or more; sizes of subtrees are so uneven that
 * no more than that is promised.
 *
 * @param executions the estimate
 * @param low at least those that were seen, and one for each branch that waits
 * @param samples random executions behind it
 */
public record Estimate(double executions, double low, double high, int samples) {
    /** Half of the interval, in standard errors. */
    public static final double ERRORS = 3;

    /** As one number and an interval, for people: {@code about 1.2e5 (8.0e4 to 1.6e5)}. */
    public String text() {
        return "about " + round(executions) + " (" + round(low) + " to " + round(high) + ")";
    }

    private static String round(double number) {
        return number < 10_000 ? String.valueOf(Math.round(number)) : String.format(java.util.Locale.ROOT, "%.1e", number);
    }
}

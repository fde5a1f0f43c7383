// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/**
 * Two accesses of one cell of which nothing but chance makes the one come before the other.
 *
 * @param first position of the earlier one, among the steps of its execution
 * @param second position of the later one; -1: it waited for ever
 * @param need whether what was found needs the two in this order
 */
public record Race(int first, int second, Need need) {

    /** Whether an order is needed. */
    public enum Need {
        /** Every execution that shows it has the two, in this order; all were looked at. */
        NEEDED,
        /** Some execution shows it with the two in the other order, or without one of them. */
        NOT_NEEDED,
        /** No such execution was met, and not all were looked at. */
        UNKNOWN
    }
}

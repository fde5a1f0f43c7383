// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other executions say about a violation: all of it was computed by running them. A part is empty where nothing was found
 * or nobody looked; no part claims more than was run.
 *
 * @param swap the pair of steps to exchange
 * @param nearestPassing the execution that is equal the longest and in which the property holds
 * @param necessary the races of the execution, and whether each is needed for the violation
 * @param smallest how small the execution is, and how sure that is
 */
public record Explained(Swap swap, NearestPassing nearestPassing, List<Ordering> necessary, Smallest smallest) {
    /** Nobody looked. */
    public static final Explained NOTHING = new Explained(Swap.NONE, NearestPassing.NONE, List.of(), Smallest.UNKNOWN);

    /**
     * Two steps of the execution that race. With {@code second} before {@code first}, and all else in its order as far as it can
     * be, the property holds: the execution that shows it is the nearest passing one.
     *
     * @param first number of the earlier step, 0 if there is no such pair
     * @param second number of the later step
     */
    public record Swap(int first, int second) {
        public static final Swap NONE = new Swap(0, 0);

        /** Whether there is a pair. */
        public boolean found() {
            return first > 0;
        }
    }

    /**
     * An execution in which the property holds, whatever the order of what commutes in it.
     *
     * @param line replay line, empty if none was found
     * @param same how many steps, from the first, are those of the violating execution
     * @param swaps how many pairs were exchanged to come to it; 0 if it was found by a search and not by exchanging
     * @param steps what it does after those, numbered on from {@code same + 1}; contexts and functions are the finding's
     * @param ending how it ended, as in the finding
     * @param choice number of the choice, among the steps of the violating execution, that has another outcome; 0: none
     * @param never there is none: every execution of the scenario was run, and violates the property
     */
    public record NearestPassing(String line, int same, int swaps, List<Step> steps, String ending, int choice,
            boolean never) {
        public static final NearestPassing NONE = none(false);

        /** That none was found, or that there is none. */
        public static NearestPassing none(boolean never) {
            return new NearestPassing("", 0, 0, List.of(), "", 0, never);
        }

        public NearestPassing {
            line = Given.text(line);
            ending = Given.text(ending);
            steps = Given.list(steps);
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).n() != same + i + 1) {
                    throw new IllegalArgumentException("step " + (same + i + 1) + " is numbered " + steps.get(i).n());
                }
            }
        }

        /** Whether there is one. */
        public boolean found() {
            return !line.isEmpty();
        }
    }

    /**
     * Two steps that race: nothing but chance lets {@code first} come before {@code second}.
     *
     * @param need {@link #NEEDED}, {@link #NOT_NEEDED} or {@link #UNKNOWN}
     */
    public record Ordering(int first, int second, String need) {
        /** Every execution that violates the property has the two, in this order; all executions were looked at. */
        public static final String NEEDED = "needed";
        /** Some execution violates the property with the two the other way round, or without one of them. */
        public static final String NOT_NEEDED = "not needed";
        /** No such execution was met, and not all were looked at. */
        public static final String UNKNOWN = "unknown";
    }

    /**
     * How small it is.
     *
     * @param preemptions how often the execution leaves a thread that could have gone on, up to the violation; -1: not counted
     * @param atLeast no execution with fewer preemptions than this violates the property: all were searched
     * @param steps operations and events up to the violation
     * @param requests issued up to the violation
     * @param bios submitted up to the violation
     */
    public record Smallest(int preemptions, int atLeast, int steps, int requests, int bios) {
        public static final Smallest UNKNOWN = new Smallest(-1, 0, 0, 0, 0);

        /** Whether fewer preemptions were shown to be too few. */
        public boolean fewest() {
            return preemptions >= 0 && preemptions == atLeast;
        }
    }

    public Explained {
        swap = or(swap, Swap.NONE);
        nearestPassing = or(nearestPassing, NearestPassing.NONE);
        necessary = Given.list(necessary);
        smallest = or(smallest, Smallest.UNKNOWN);
    }

    /** What a file left out reads as nothing said. */
    static Explained given(@Nullable Explained e) {
        return or(e, NOTHING);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}

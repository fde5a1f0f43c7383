// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.util.List;

/**
 * A monitor has spoken.
 *
 * @param property its id
 * @param at the events that show it; about an order, first the one that should have come first
 * @param missing something that should have happened had not when the request was over
 */
record Violation(String property, String sentence, List<Told> at, boolean missing) {

    /**
     * Properties in the order in which one is the cause of others: what each says is less than what those before it
     * say.
     */
    private static final List<String> CAUSES = List.of("S1", "S2", "S3", "S26", "S25", "S8", "L4", "S9", "S10",
            "S11", "S16",
            "S5", "S29", "S36", "S18", "S23", "S12", "S6", "S7", "L1", "S4", "S44", "S20", "S24", "S22", "Q5", "Q2",
                    "Q1");

    /**
     * The line where it shows: of the event that came too early; of the second one of two of which there should be
     * one; of the
     * use of what is gone.
     */
    int line() {
        if (at.isEmpty()) {
            return 0;
        }
        return at.get(USES.contains(property) ? 0 : at.size() - 1).line();
    }

    /** Properties that are violated by the use of something that is gone, of which they tell first. */
    private static final List<String> USES = List.of("S12", "S16");

    /** Lines between the two events that are in the wrong order. */
    int distance() {
        if (at.size() < 2) {
            return 0;
        }
        return Math.abs(at.get(0).line() - at.get(1).line());
    }

    boolean touches(Violation other) {
        return at.stream().anyMatch(a -> other.at.stream().anyMatch(b -> a.line() == b.line()));
    }

    /** Whether the recording leaves the order of the two events open. */
    boolean undecided() {
        return at.size() == 2 && at.get(0).ties(at.get(1));
    }

    private boolean ofAValue() {
        return at.size() < 2 && List.of("S46", "S21", "S22", "S33", "S9").contains(property);
    }

    /**
     * Which of two violations with an event in common explains the other. The two events that would have to swap
     * places for
     * the request to pass are the ones that lie nearest to each other.
     */
    static int byCause(Violation a, Violation b) {
        if (explains(a, b) != explains(b, a)) {
            return explains(a, b) ? -1 : 1;
        }
        if (a.missing != b.missing) {
            return a.missing ? 1 : -1;
        }
        if (a.ofAValue() != b.ofAValue()) {
            return a.ofAValue() ? 1 : -1;
        }
        if (!a.missing && a.distance() != b.distance()) {
            return Integer.compare(a.distance(), b.distance());
        }
        return Integer.compare(rank(a.property), rank(b.property));
    }

    /** Whether one is always the cause of the other, however far apart their events lie. */
    private static boolean explains(Violation cause, Violation effect) {
        return switch (effect.property) {
            case "S12" -> cause.property.equals("S11");
            case "S36" -> cause.property.equals("L9") || cause.property.equals("S18");
            case "S29" -> effect.missing && cause.missing;
            default -> false;
        };
    }

    static int rank(String property) {
        int rank = CAUSES.indexOf(property);
        return rank < 0 ? CAUSES.size() : rank;
    }
}

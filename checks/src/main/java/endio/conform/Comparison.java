// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How far a model's run is equal to a golden line.
 *
 * @param level 0: not even the outcome is; 1: the outcome; 2: the completion protocol, too; 3: all events
 * @param difference the first one of the next level; null at level 3
 */
public record Comparison(int level, @Nullable Difference difference) {
    /** The highest level. */
    public static final int ALL = 3;

    /**
     * Where two runs part.
     *
     * @param level that is not reached because of it
     * @param index of the event among all those of the golden line, -1: not an event but a part of the outcome
     * @param expected by the golden line: an event, or an object with one field of the outcome; null: nothing more
     * @param actual of the model; null: nothing more
     */
    public record Difference(int level, int index, @Nullable JsonNode expected, @Nullable JsonNode actual) {}

    /** Compares, level by level. */
    public static Comparison of(GoldenLine golden, Observed observed, Suite suite) {
        Difference outcome = outcome(golden, observed.outcome());
        if (outcome != null) {
            return new Comparison(0, outcome);
        }
        Difference protocol = events(2, golden.events(), observed.events(), suite::protocol);
        if (protocol != null) {
            return new Comparison(1, protocol);
        }
        Difference all = events(ALL, golden.events(), observed.events(), event -> true);
        return all == null ? new Comparison(ALL, null) : new Comparison(2, all);
    }

    private static @Nullable Difference outcome(GoldenLine golden, Map<String, JsonNode> observed) {
        for (Map.Entry<String, JsonNode> field : observed.entrySet()) {
            JsonNode expected = golden.outcome(field.getKey());
            if (!same(expected, field.getValue())) {
                return new Difference(1, -1, named(golden, field.getKey(), expected),
                        named(golden, field.getKey(), field.getValue()));
            }
        }
        return null;
    }

    private static JsonNode named(GoldenLine golden, String field, JsonNode value) {
        ObjectNode named = golden.json().objectNode();
        if (!value.isMissingNode()) {
            named.set(field, value);
        }
        return named;
    }

    private static @Nullable Difference events(int level, List<ObjectNode> golden, List<ObjectNode> observed,
            Predicate<ObjectNode> counts) {
        int a = next(golden, 0, counts);
        int b = next(observed, 0, counts);
        while (a < golden.size() && b < observed.size()) {
            if (!same(golden.get(a), observed.get(b))) {
                return new Difference(level, a, golden.get(a), observed.get(b));
            }
            a = next(golden, a + 1, counts);
            b = next(observed, b + 1, counts);
        }
        if (a >= golden.size() && b >= observed.size()) {
            return null;
        }
        return new Difference(level, a, a < golden.size() ? golden.get(a) : null,
                b < observed.size() ? observed.get(b) : null);
    }

    private static int next(List<ObjectNode> events, int from, Predicate<ObjectNode> counts) {
        int i = from;
        while (i < events.size() && !counts.test(events.get(i))) {
            i++;
        }
        return i;
    }

    /** Whether two values are the same, whatever Java type their integers were read into. */
    static boolean same(JsonNode a, JsonNode b) {
        if (a instanceof MissingNode || b instanceof MissingNode) {
            return a.isMissingNode() && b.isMissingNode();
        }
        return a.equals((x, y) -> {
            if (x.isIntegralNumber() && y.isIntegralNumber()) {
                return Long.compare(x.longValue(), y.longValue());
            }
            return x.equals(y) ? 0 : 1;
        }, b);
    }
}

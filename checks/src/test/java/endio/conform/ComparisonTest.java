// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The level of a run is where it first parts from the golden line, and the difference says where that is. */
class ComparisonTest {
    private final Suite suite = new Suite() {
        @Override
        public boolean takes(GoldenLine line) {
            return true;
        }

        @Override
        public Observed run(GoldenLine line) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean protocol(ObjectNode event) {
            return event.path("e").asText().equals("ref");
        }
    };

    @Test
    void integersAreEqualWhateverTypeTheyHave() {
        Comparison same = compare(List.of(ref(1)), List.of(json().put("e", "ref").put("to", 1L)), 4L);
        assertThat(same).isEqualTo(new Comparison(3, null));
    }

    @Test
    void anotherOutcomeIsLevelZero() {
        Comparison other = compare(List.of(ref(1)), List.of(ref(1)), 5);
        assertThat(other.level()).isZero();
        assertThat(other.difference()).isEqualTo(
                new Comparison.Difference(1, -1, json().put("returns", 4), json().put("returns", 5L)));
    }

    @Test
    void anotherEventOfTheProtocolIsLevelOneAndCountedAmongAllEvents() {
        Comparison other = compare(List.of(map(7), ref(1), map(8), ref(2)), List.of(ref(1), ref(3)), 4);
        assertThat(other).isEqualTo(new Comparison(1, new Comparison.Difference(2, 3, ref(2), ref(3))));
    }

    @Test
    void anotherEventOfTheRestIsLevelTwo() {
        Comparison other = compare(List.of(map(7), ref(1)), List.of(ref(1)), 4);
        assertThat(other).isEqualTo(new Comparison(2, new Comparison.Difference(3, 0, map(7), ref(1))));
    }

    @Test
    void anEventTooManyIsADifference() {
        Comparison other = compare(List.of(ref(1)), List.of(ref(1), ref(2)), 4);
        assertThat(other).isEqualTo(new Comparison(1, new Comparison.Difference(2, 1, null, ref(2))));
    }

    @Test
    void anEventTooFewIsADifference() {
        Comparison other = compare(List.of(ref(1), ref(2)), List.of(ref(1)), 4);
        assertThat(other).isEqualTo(new Comparison(1, new Comparison.Difference(2, 1, ref(2), null)));
    }

    @Test
    void aFieldTooManyIsADifference() {
        Comparison other = compare(List.of(ref(1)), List.of(ref(1).put("more", true)), 4);
        assertThat(other.level()).isEqualTo(1);
    }

    private Comparison compare(List<ObjectNode> golden, List<ObjectNode> observed, long returns) {
        ObjectNode line = json().put("returns", 4);
        line.putArray("events").addAll(golden);
        return Comparison.of(new GoldenLine("file", 1, line),
                new Observed(observed, Map.of("returns", json().numberNode(returns))), suite);
    }

    private static ObjectNode ref(int to) {
        return json().put("e", "ref").put("to", to);
    }

    private static ObjectNode map(int lblk) {
        return json().put("e", "get_block").put("lblk", lblk);
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.event.Context;
import endio.event.Event;
import java.util.List;
import java.util.Map;

/**
 * What the model did in a scenario, in the words of the golden lists.
 *
 * @param events in order
 * @param outcome the fields of level 1, by name: {@code returns}, {@code completions}, {@code final}
 * @param notes what is wrong by itself and not compared: a crash, memory used after it was freed
 * @param heard what the model said, in its own words, for properties to judge
 */
public record Observed(List<ObjectNode> events, Map<String, JsonNode> outcome, List<String> notes, List<Heard> heard) {

    /** An event of the model, and who did it. */
    public record Heard(Context who, Event event) {}

    /** Without a note. */
    public Observed(List<ObjectNode> events, Map<String, JsonNode> outcome) {
        this(events, outcome, List.of(), List.of());
    }
}

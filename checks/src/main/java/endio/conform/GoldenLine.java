// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a golden list: a scenario and what the kernel's code did in it.
 *
 * @param file where it was read
 * @param number of the line, from 1
 * @param json the whole line
 */
public record GoldenLine(String file, int number, ObjectNode json) {

    /** Name of the scenario; the place of the line if it has none. */
    public String id() {
        return json.path("id").asText(file + ":" + number);
    }

    /** The version of the code that was run. */
    public String kernel() {
        return json.path("kernel").asText("");
    }

    /** All inputs. */
    public JsonNode scenario() {
        return json.path("scenario");
    }

    /** What happened, in order. */
    public List<ObjectNode> events() {
        List<ObjectNode> events = new ArrayList<>();
        for (JsonNode event : json.path("events")) {
            if (!(event instanceof ObjectNode object)) {
                throw error("an event is no object: " + event);
            }
            events.add(object);
        }
        return events;
    }

    /** A field that tells the outcome: {@code returns}, {@code completions}, {@code final}. */
    public JsonNode outcome(String field) {
        JsonNode value = json.get(field);
        return value == null ? MissingNode.getInstance() : value;
    }

    /**
     * The constant of {@code type} that the lists call {@code name}, in upper or lower case.
     *
     * @throws GoldenError if there is none
     */
    public <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(name)) {
                return constant;
            }
        }
        throw error("'" + name + "' is none of " + List.of(type.getEnumConstants()));
    }

    /** What is wrong with this line, with its place. */
    public GoldenError error(String what) {
        return new GoldenError(file + ":" + number + ": " + what);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.mutation;

import endio.mutation.Mutation.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why no test sees certain changes, one by one. Four or more lines each: class and method, the source line, the change, and
 * the reason after a dash; an empty line ends one. Lines that begin with {@code #} are for people.
 */
final class Explanations {
    private static final int SHORTEST_REASON = 20;

    private final Map<Place, String> reasons = new LinkedHashMap<>();

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one is no explanation, or stands twice, with its first line
     */
    static Explanations read(List<String> lines) {
        Explanations read = new Explanations();
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) {
                read.take(block);
                block.clear();
            } else if (!line.startsWith("#")) {
                block.add(line.strip());
            }
        }
        read.take(block);
        return read;
    }

    private void take(List<String> block) {
        if (block.isEmpty()) {
            return;
        }
        if (block.size() < 4 || !block.get(3).startsWith("- ")) {
            throw new IllegalArgumentException("no explanation: " + block.get(0));
        }
        String reason = String.join(" ", block.subList(3, block.size())).substring(2);
        if (reason.length() < SHORTEST_REASON) {
            throw new IllegalArgumentException("that explains nothing: " + block.get(0) + ": " + reason);
        }
        if (reasons.put(new Place(block.get(0), block.get(1), block.get(2)), reason) != null) {
            throw new IllegalArgumentException("explained twice: " + block.get(0) + ": " + block.get(2));
        }
    }

    /** What does not agree: a change that nobody saw and nobody explains, or an explanation of none that survived. */
    List<String> against(List<Mutation> mutations) {
        List<String> complaints = new ArrayList<>();
        Map<Place, Boolean> detected = new LinkedHashMap<>();
        mutations.forEach(mutation -> detected.merge(mutation.place(), mutation.detected(), Boolean::logicalAnd));
        detected.forEach((place, seen) -> {
            if (!seen && !reasons.containsKey(place)) {
                complaints.add("survived, and nobody says why:\n" + place.method() + "\n    " + place.line() + "\n    " + place.change());
            }
        });
        reasons.keySet().forEach(place -> {
            if (!detected.containsKey(place)) {
                complaints.add("explained, and PIT makes no such change: " + place);
            } else if (detected.get(place)) {
                complaints.add("explained, and a test sees it: " + place);
            }
        });
        return complaints;
    }

    int size() {
        return reasons.size();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every first event of a key has to come before every second one of that key, in whatever order they arrive. */
final class Precedence {
    private final Map<Integer, List<Integer>> firsts = new HashMap<>();
    private final Map<Integer, List<Integer>> seconds = new HashMap<>();

    /** Something has arrived that is too late for the seconds that are here already. */
    void late(int key, int at, String sentence, Judge judge) {
        for (int second : seconds(key)) {
            judge.violated(sentence, at, second);
        }
    }

    /** One of those that have to come first has arrived. */
    void first(int key, int at, String sentence, Judge judge) {
        late(key, at, sentence, judge);
        firsts.computeIfAbsent(key, k -> new ArrayList<>()).add(at);
    }

    /** One of those that have to come second has arrived. */
    void second(int key, int at, String sentence, Judge judge) {
        for (int first : firsts(key)) {
            if (!judge.before(first, at)) {
                judge.violated(sentence, first, at);
            }
        }
        seconds.computeIfAbsent(key, k -> new ArrayList<>()).add(at);
    }

    List<Integer> firsts(int key) {
        return firsts.getOrDefault(key, List.of());
    }

    List<Integer> seconds(int key) {
        return seconds.getOrDefault(key, List.of());
    }
}

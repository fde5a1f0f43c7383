// SPDX-License-Identifier: GPL-2.0-or-later
package endio.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which engines saw what is broken in a race.
 *
 * @param race id
 * @param engines whether each saw it, by name
 */
record Sights(String race, SortedMap<String, Boolean> engines) {
    /** So many see each. */
    private static final int LEAST_ENGINES = 2;
    /** Of so many races each engine may miss one. */
    private static final int MISSES_ONE_IN = 5;

    Sights(String race, Map<String, Boolean> engines) {
        this(race, new TreeMap<>(engines));
    }

    /**
     * What is missing in all of these, one line each: a race that hardly anybody sees, an engine that hardly sees
     * anything.
     */
    static List<String> missing(List<Sights> all) {
        List<String> missing = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        for (Sights sights : all) {
            long engines = sights.engines.values().stream().filter(sees -> sees).count();
            if (engines < LEAST_ENGINES) {
                missing.add(sights.race + " is seen by " + engines + " engines besides the explorer, not by " + LEAST_ENGINES);
            }
            sights.engines.forEach((engine, sees) -> seen.merge(engine, sees ? 1 : 0, Integer::sum));
        }
        seen.forEach((engine, races) -> {
            if (races < all.size() - all.size() / MISSES_ONE_IN) {
                missing.add(engine + " sees " + races + " of " + all.size() + " broken races");
            }
        });
        return missing;
    }
}

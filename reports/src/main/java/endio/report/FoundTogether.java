// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Violations of one property by one generation and for one reason: a bug shows in many scenarios, and is one bug. The
 * catalogue goes from the plain to the intricate, so the first of its scenarios tells the bug best; a shorter execution
 * of a later one has faults or other actors in it.
 *
 * @param because where it is known from, empty if it is not
 * @param places where it was found, in the order of the run, which is the catalogue's
 */
record FoundTogether(String property, String generation, boolean expected, String because, List<Place> places) {
    private static final List<String> WORST = List.of("nondeterminism", "model-error", "crash", "deadlock", "property",
            "assertion");

    /** One scenario in which it was found. */
    record Place(Explored exploration, Found found) {}

    /** The simplest scenario. */
    Place first() {
        return places.get(0);
    }

    /** All of a run, worst first: what is not expected, then by kind, then in the order of the properties. */
    static List<FoundTogether> of(RunRecord run) {
        Map<List<Object>, List<Place>> groups = new LinkedHashMap<>();
        for (Explored exploration : run.explorations()) {
            for (Found found : exploration.found()) {
                groups.computeIfAbsent(List.of(found.property(), exploration.generation(), found.expected(),
                        because(exploration, found)),
                                k -> new ArrayList<>())
                        .add(new Place(exploration, found));
            }
        }
        List<FoundTogether> all = new ArrayList<>();
        groups.forEach((key, places) -> {
            all.add(new FoundTogether(places.get(0).found().property(), places.get(0).exploration().generation(),
                    places.get(0).found().expected(), because(places.get(0).exploration(), places.get(0).found()),
                    List.copyOf(places)));
        });
        List<String> properties = run.properties().stream().map(p -> p.id()).toList();
        all.sort(Comparator.comparing(FoundTogether::expected)
                .thenComparing(g -> Math.floorMod(WORST.indexOf(g.first().found().kind()), WORST.size() + 1))
                .thenComparing(g -> Math.floorMod(properties.indexOf(g.property()), properties.size() + 1)));
        return all;
    }

    private static String because(Explored exploration, Found found) {
        return found.expected() ? exploration.expected().stream().filter(e -> e.property().equals(found.property()))
                .map(e -> e.because()).findFirst().orElse("") : "";
    }
}

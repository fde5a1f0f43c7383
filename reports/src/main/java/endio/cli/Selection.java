// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.property.Properties;
import endio.property.Property;
import endio.record.Plain;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What patterns and names on the command line mean. */
final class Selection {
    private Selection() {}

    /**
     * What the patterns match, in the catalogue's order; all of the matrix if there are none.
     *
     * @throws Refusal if one of them matches nothing
     */
    static List<Entry> of(List<String> patterns, Catalogue catalogue) {
        if (patterns.isEmpty()) {
            return catalogue.matrix();
        }
        Map<String, Entry> selected = new LinkedHashMap<>();
        for (String pattern : patterns) {
            List<Entry> found = catalogue.find(pattern);
            if (found.isEmpty()) {
                throw unknown(pattern, catalogue);
            }
            found.forEach(e -> selected.put(e.id(), e));
        }
        return List.copyOf(selected.values());
    }

    /** The one scenario of one generation that is called {@code id}. */
    static List<Entry> exactly(String id, Catalogue catalogue) {
        List<Entry> found = catalogue.find(id).stream().filter(e -> e.id().equals(id)).toList();
        if (found.isEmpty()) {
            throw unknown(id, catalogue);
        }
        return found;
    }

    /** Those of {@code properties} that judge {@code entry}: its own, and users'. */
    static List<Property> judging(Entry entry, List<Property> properties) {
        List<Property> others = new ArrayList<>(Properties.everything());
        others.removeAll(entry.properties());
        return properties.stream().filter(property -> !others.contains(property)).toList();
    }

    /** Those of {@code properties} that judge any of {@code entries}. */
    static List<Property> judging(List<Entry> entries, List<Property> properties) {
        return properties.stream().filter(p -> entries.stream().anyMatch(e -> judging(e, List.of(p)).contains(p))).toList();
    }

    private static Refusal unknown(String pattern, Catalogue catalogue) {
        return new Refusal("no scenario matches '" + Plain.line(pattern) + "'"
                + catalogue.nearest(pattern).map(n -> "; did you mean '" + n + "'?")
                .orElse("; 'endio list' shows them all"));
    }

    /** The properties with these ids; if there are none, all, also those of users. */
    static List<Property> properties(List<String> ids, Plugins plugins) {
        List<Property> properties = new ArrayList<>();
        for (String id : ids) {
            properties.add(plugins.find(id).or(() -> Properties.find(id)).orElseThrow(() -> new Refusal("no property is called '" + Plain.line(id)
                    + "'; did you mean '" + Properties.nearest(id).id() + "'?")));
        }
        if (ids.isEmpty()) {
            properties.addAll(Properties.everything());
            properties.addAll(plugins.properties());
        }
        return List.copyOf(properties);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Lincheck is to look for.
 *
 * @param what which race, structure or bug; empty for what there is one of
 * @param right outcomes that a race may have
 */
record Search(Kind kind, String what, Set<String> right) {
    /** The word for a search that did not come back. */
    static final String NOT_CHECKED = "not checked";

    /** What is looked at. */
    enum Kind {
        /** A plain-field race that Lincheck is to find, or nothing that it says counts. */
        SEED,
        /** Two threads that do one operation each. */
        SILENT,
        /** The same, and they tell of it. */
        SAYING,
        /** A race with every object of it followed. */
        WHOLE,
        /** A race, operation by operation. */
        RACE,
        /** A historical bug, operation by operation. */
        BUG,
        /** A data structure against its specification. */
        STRUCTURE
    }

    static Search of(Kind kind) {
        return new Search(kind, "", Set.of());
    }

    static Search of(Kind kind, String what) {
        return new Search(kind, what, Set.of());
    }

    /** What it is called in what is said of it: {@code race last-bio@V3_12}. */
    String name() {
        return (kind.name().toLowerCase(Locale.ROOT) + " " + what).strip();
    }

    /** A line of a file. */
    String line() {
        List<String> fields = new ArrayList<>(List.of(kind.name(), what));
        fields.addAll(right);
        return String.join("\t", fields);
    }

    static Search parse(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        return new Search(Kind.valueOf(fields.get(0)), fields.get(1), new TreeSet<>(fields.subList(2, fields.size())));
    }
}

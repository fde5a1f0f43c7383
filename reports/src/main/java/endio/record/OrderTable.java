// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the model does beside what kernels were recorded doing: steps, orders of two steps, or edges of an automaton.
 *
 * @param what the rows are
 * @param rows in the order of their names
 */
public record OrderTable(String what, List<Row> rows) {

    public OrderTable {
        rows = List.copyOf(rows);
    }

    /**
     * One of them.
     *
     * @param model executions of the model that show it
     * @param recorded requests in recordings that show it
     */
    public record Row(String name, int model, int recorded) {

        /** Where it was seen: a fault of the model, or of what reads recordings, if in a recording alone. */
        public String seen() {
            return model > 0 && recorded > 0 ? "both" : model > 0 ? "only the model" : recorded > 0 ? "only a recording"
                    : "neither";
        }
    }

    /** Everything that either of them shows. */
    public static OrderTable of(String what, SortedMap<String, Integer> model, SortedMap<String, Integer> recorded) {
        SortedSet<String> names = new TreeSet<>(model.keySet());
        names.addAll(recorded.keySet());
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(new Row(name, model.getOrDefault(name, 0), recorded.getOrDefault(name, 0)));
        }
        return new OrderTable(what, rows);
    }

    /** Those that were seen there: {@code both}, {@code only a recording}, ... */
    public List<Row> seen(String where) {
        return rows.stream().filter(row -> row.seen().equals(where)).toList();
    }

    /** {@code 231 both, 75 only the model, 0 only a recording}. */
    public String counts() {
        String counts = seen("both").size() + " both, " + seen("only the model").size() + " only the model, "
                + seen("only a recording").size() + " only a recording";
        int neither = seen("neither").size();
        return neither == 0 ? counts : counts + ", " + neither + " neither";
    }
}

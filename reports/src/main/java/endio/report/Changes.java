// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.RunRecord;
import endio.record.RunRecord.Explored;
import endio.record.RunRecord.Reach;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between two runs, by property and scenario of one generation.
 *
 * @param all the differences: worse ones first
 */
public record Changes(List<Change> all) {

    /**
     * One difference.
     *
     * @param property id
     * @param where scenario and generation
     * @param before {@code VIOLATED}, {@code holds complete}, {@code open} or {@code absent}
     * @param after the same, now
     * @param worse a violation that was not there, a search that was complete and is not, or something no longer looked
     *     at
     */
    public record Change(String property, String where, String before, String after, boolean worse) {}

    public Changes {
        all = List.copyOf(all);
    }

    /** From {@code before} to {@code after}. */
    public static Changes between(RunRecord before, RunRecord after) {
        Set<String> where = new LinkedHashSet<>();
        after.explorations().forEach(e -> where.add(e.id()));
        before.explorations().forEach(e -> where.add(e.id()));
        List<Change> worse = new ArrayList<>();
        List<Change> other = new ArrayList<>();
        for (String id : where) {
            Optional<Explored> a = find(before, id);
            Optional<Explored> b = find(after, id);
            Set<String> properties = new LinkedHashSet<>();
            b.ifPresent(e -> properties.addAll(about(e)));
            a.ifPresent(e -> properties.addAll(about(e)));
            for (String property : properties) {
                String was = word(a, property);
                String is = word(b, property);
                if (!was.equals(is)) {
                    Change change = new Change(property, id, was, is, worse(was, is));
                    (change.worse() ? worse : other).add(change);
                }
            }
        }
        worse.addAll(other);
        return new Changes(worse);
    }

    private static Optional<Explored> find(RunRecord run, String id) {
        return run.explorations().stream().filter(e -> e.id().equals(id)).findFirst();
    }

    private static Set<String> about(Explored e) {
        Set<String> properties = new LinkedHashSet<>();
        e.judged().forEach((property, times) -> {
            if (times > 0) {
                properties.add(property);
            }
        });
        e.found().forEach(f -> properties.add(f.property()));
        return properties;
    }

    private static String word(Optional<Explored> exploration, String property) {
        return exploration.map(e -> e.found().stream().anyMatch(f -> f.property().equals(property)) ? "VIOLATED"
                : !about(e).contains(property) ? "absent" : e.reach() == Reach.COMPLETE ? "holds complete" : "open")
                .orElse("absent");
    }

    private static boolean worse(String was, String is) {
        return is.equals("VIOLATED") || was.equals("holds complete") || was.equals("VIOLATED") && is.equals("absent");
    }

    /** Whether something got worse. */
    public boolean worse() {
        return all.stream().anyMatch(Change::worse);
    }

    /** A line a difference. */
    public String text(Style style) {
        StringBuilder out = new StringBuilder();
        for (Change change : all) {
            String line = style.fit(change.worse() ? "worse" : "other", 6) + style.fit(change.property(), 9)
                    + style.safe(change.where() + ": " + change.before() + " → " + change.after());
            out.append(change.worse() ? style.bad(line) : line).append('\n');
        }
        return out.append(all.isEmpty() ? "no difference\n" : worse() ? "something got worse\n" : "nothing got worse\n")
                .toString();
    }
}

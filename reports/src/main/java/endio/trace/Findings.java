// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.trace.TraceFinding.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes findings of violations. What the same events violate is one finding: of the property that explains the
 * others. A
 * completion before the conversion is a completion before the count's decrement, too, and needs to be told once.
 */
final class Findings {
    /** Stories are kept of so many findings. */
    private static final int STORIES = 200;
    private static final int LONGEST_STORY = 2000;

    private static final class Cluster {
        final List<Violation> violations = new ArrayList<>();
        final SortedSet<Integer> requests = new TreeSet<>();
        final List<Told> story;

        Cluster(List<Told> story) {
            this.story = story;
        }

        boolean touches(Violation v) {
            return violations.stream().anyMatch(other -> other.touches(v) || other.missing() && v.missing());
        }
    }

    private final List<Cluster> clusters = new ArrayList<>();

    void request(Traced r, List<Told> told, List<Violation> violations) {
        List<Cluster> own = cluster(told, violations);
        own.forEach(c -> c.requests.add(r.req));
        clusters.addAll(own);
    }

    void mount(List<Told> told, List<Violation> violations) {
        clusters.addAll(cluster(told, violations));
    }

    private List<Cluster> cluster(List<Told> told, List<Violation> violations) {
        List<Cluster> all = new ArrayList<>();
        for (Violation v : violations) {
            Cluster into = null;
            for (Cluster c : new ArrayList<>(all)) {
                if (c.touches(v)) {
                    if (into == null) {
                        into = c;
                    } else {
                        into.violations.addAll(c.violations);
                        all.remove(c);
                    }
                }
            }
            if (into == null) {
                into = new Cluster(clusters.size() < STORIES ? told : List.of());
                all.add(into);
            }
            into.violations.add(v);
        }
        // What is missing in the end is missing because of what went wrong before.
        List<Cluster> missing = all.stream().filter(c -> c.violations.stream().allMatch(Violation::missing)).toList();
        if (!missing.isEmpty() && missing.size() < all.size()) {
            all.removeAll(missing);
            missing.forEach(c -> all.get(0).violations.addAll(c.violations));
        }
        return all;
    }

    /** The findings, by line; only of properties that {@code violated} accepts. */
    List<TraceFinding> found(Predicate<String> violated) {
        List<TraceFinding> found = new ArrayList<>();
        for (Cluster c : clusters) {
            List<Violation> left = c.violations.stream().filter(v -> violated.test(v.property()))
                    .sorted(Violation::byCause).toList();
            if (!left.isEmpty()) {
                add(found, finding(left, c));
            }
        }
        fold(found, "S16", "S36");
        fold(found, "S36", "S18");
        found.sort(Comparator.comparingInt(TraceFinding::line));
        return List.copyOf(found);
    }

    /** One removal that meets several requests, one destruction that meets several works, is one finding. */
    private static void add(List<TraceFinding> found, TraceFinding next) {
        for (int i = 0; i < found.size(); i++) {
            TraceFinding f = found.get(i);
            boolean same = f.property().equals(next.property())
                    && (f.line() == next.line() || f.other() > 0 && f.other() == next.other());
            if (same) {
                SortedSet<Integer> requests = new TreeSet<>(f.requests());
                requests.addAll(next.requests());
                SortedSet<String> also = new TreeSet<>(f.also());
                also.addAll(next.also());
                found.set(i, new TraceFinding(f.property(), f.sentence(), f.line(), f.other(), requests, also,
                        f.story(), f.at()));
                return;
            }
        }
        found.add(next);
    }

    private static void fold(List<TraceFinding> found, String effect, String cause) {
        if (found.stream().noneMatch(f -> f.property().equals(cause))) {
            return;
        }
        List<TraceFinding> effects = found.stream().filter(f -> f.property().equals(effect)).toList();
        found.removeAll(effects);
        for (int i = 0; i < found.size() && !effects.isEmpty(); i++) {
            TraceFinding f = found.get(i);
            if (f.property().equals(cause)) {
                SortedSet<String> also = new TreeSet<>(f.also());
                also.add(effect);
                SortedSet<Integer> requests = new TreeSet<>(f.requests());
                effects.forEach(e -> requests.addAll(e.requests()));
                found.set(i, new TraceFinding(f.property(), f.sentence(), f.line(), f.other(), requests, also,
                        f.story(), f.at()));
                return;
            }
        }
    }

    private static List<Told> last(List<Told> story) {
        return story.size() <= LONGEST_STORY ? story : story.subList(story.size() - LONGEST_STORY, story.size());
    }

    private static TraceFinding finding(List<Violation> violations, Cluster c) {
        Violation cause = violations.get(0);
        SortedSet<String> also = new TreeSet<>();
        violations.forEach(v -> also.add(v.property()));
        also.remove(cause.property());
        int line = cause.line();
        int other = cause.at().stream().mapToInt(Told::line).filter(l -> l != line).min().orElse(0);
        List<Told> shown = last(c.story);
        List<Moment> story = shown.stream().map(t -> new Moment(t.line(), t.text(), t.nanos(), t.where(), t.event()))
                .toList();
        Set<Integer> at = new LinkedHashSet<>();
        for (Told evidence : cause.at()) {
            for (int i = 0; i < shown.size(); i++) {
                if (shown.get(i).at() == evidence.at()) {
                    at.add(i);
                    break;
                }
            }
        }
        return new TraceFinding(cause.property(), cause.sentence(), line, other, new TreeSet<>(c.requests), also,
                story, at);
    }
}

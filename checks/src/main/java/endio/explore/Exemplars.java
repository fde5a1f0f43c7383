// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Property;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an exhaustive search found: of each property, the trace that shows it and is {@linkplain Rank the first} of all that do. It
 * is shown in an order that follows from the trace alone, so that all searches of a program end with the same findings, however
 * they were divided, stopped and gone on with.
 */
final class Exemplars {
    private final Threads threads;
    private final Supplier<Concrete> concretes;
    private final Supplier<Execution> judges;
    private @Nullable Concrete concrete;
    /** Judges a trace in its canonical order, by happens-before. */
    private @Nullable Execution judge;
    private final Map<String, Exemplar> best = new TreeMap<>();

    /**
     * A finding, and the trace that shows it.
     *
     * @param schedule its canonical order
     */
    record Exemplar(Finding finding, Rank rank, Schedule schedule) {}

    Exemplars(Program program, Threads threads, Fibers fibers, List<Property> properties, boolean commuting, String modelHash) {
        this.threads = threads;
        concretes = () -> new Concrete(program, threads, fibers, properties, modelHash);
        judges = () -> new Execution(threads, fibers, commuting, log -> new Audience(properties, log, false));
    }

    /** Most searches find nothing, and need neither this nor {@link #judge}. */
    private Concrete concrete() {
        Concrete made = concrete;
        if (made == null) {
            made = concretes.get();
            concrete = made;
        }
        return made;
    }

    private Execution judge() {
        Execution made = judge;
        if (made == null) {
            made = judges.get();
            judge = made;
        }
        return made;
    }

    int count() {
        return best.size();
    }

    Map<String, Exemplar> all() {
        return best;
    }

    /** The first of each property. */
    static Map<String, Exemplar> first(Collection<Map<String, Exemplar>> several) {
        Map<String, Exemplar> first = new TreeMap<>();
        several.forEach(found -> found.forEach((property, exemplar) -> first.merge(property, exemplar,
                (a, b) -> a.rank().compareTo(b.rank()) <= 0 ? a : b)));
        return first;
    }

    /** Looks at what was found in the run that has just ended. */
    void consider(Execution run) {
        Rank rank = Rank.of(run.path, run.log, threads);
        Set<String> wanted = new LinkedHashSet<>();
        for (Audience.Violation v : run.audience.violations()) {
            Exemplar known = best.get(v.property());
            if (known == null || rank.compareTo(known.rank()) < 0) {
                wanted.add(v.property());
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Orders asRun = new Orders(run.log, run.path);
        concrete().repeats(asRun, run.log.length());
        int[] order = asRun.fewSwitches(asRun.byThread(this::compare), List.of(), -1);
        Schedule schedule = concrete().replay(judge(), asRun.threads(order), asRun.choices(order)).schedule("");
        Map<String, Finding> shown = shown(wanted);
        for (String property : wanted) {
            Finding finding = shown.containsKey(property) ? shown.get(property) : asRun(run, property, asRun);
            best.put(property, new Exemplar(finding, rank, schedule));
        }
    }

    /** Has what an earlier part of the search found. */
    void restore(String property, Rank rank, Schedule schedule) {
        concrete().replay(judge(), schedule);
        Finding finding = shown(Set.of(property)).get(property);
        if (finding == null) {
            throw new UnfitSearch("a trace that was saved does not show " + property);
        }
        best.put(property, new Exemplar(finding, rank, schedule));
    }

    /** What the run that was just judged shows of these properties. */
    private Map<String, Finding> shown(Set<String> wanted) {
        Orders orders = new Orders(judge().log, judge().path);
        Map<String, Finding> shown = new TreeMap<>();
        for (Audience.Violation v : List.copyOf(judge().audience.violations())) {
            if (wanted.contains(v.property()) && !shown.containsKey(v.property())) {
                shown.put(v.property(), concrete().concrete(v, orders).finding());
            }
        }
        return shown;
    }

    /** A property that does not judge all orders of a trace alike is shown as it was met. */
    private Finding asRun(Execution run, String property, Orders orders) {
        return concrete().concrete(run.audience.violations().stream().filter(v -> v.property().equals(property)).findFirst()
                .orElseThrow(), orders).finding();
    }

    private int compare(int thread1, int thread2) {
        return threads.byId(thread1).compareTo(threads.byId(thread2));
    }
}

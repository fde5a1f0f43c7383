// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * All scenarios and all generations, and what can be run: a scenario with a generation, {@code
 * ext4-aio-unwritten@V3_12}.
 */
public final class Catalogue {
    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private final Map<String, Generation> generations = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException if two have the same id, or a generation's base or a scenario that it names is
     *     unknown
     */
    public Catalogue(Collection<Scenario> scenarios, Collection<? extends Generation> generations) {
        for (Scenario scenario : scenarios) {
            if (this.scenarios.putIfAbsent(scenario.id(), scenario) != null) {
                throw new IllegalArgumentException("two scenarios are called " + scenario.id());
            }
        }
        Map<String, Generation> byId = new LinkedHashMap<>();
        for (Generation generation : generations) {
            Generation other = byId.putIfAbsent(generation.id(), generation);
            if (other != null) {
                throw new IllegalArgumentException("two generations are called " + generation.id() + ": "
                        + other.getClass().getName() + " and " + generation.getClass().getName());
            }
        }
        Map<Generation, Integer> ages = new LinkedHashMap<>();
        byId.values().forEach(generation -> ages.put(generation, age(generation, byId)));
        byId.values().stream()
                .sorted(Comparator.comparing((Generation g) -> g.about().origin())
                        .thenComparing(ages::get)
                        .thenComparing(Generation::id))
                .forEach(g -> this.generations.put(g.id(), g));
        for (Generation generation : byId.values()) {
            for (About.Breaks breaks : generation.about().breaks()) {
                if (!this.scenarios.containsKey(breaks.scenario())) {
                    throw new IllegalArgumentException(
                            generation.id() + " names an unknown scenario: " + breaks.scenario());
                }
            }
        }
    }

    /** All that the class path offers. */
    public static Catalogue load() {
        return load(Catalogue.class.getClassLoader());
    }

    /** All that {@code loader} finds. */
    public static Catalogue load(ClassLoader loader) {
        List<Scenario> scenarios = new ArrayList<>();
        ServiceLoader.load(Scenarios.class, loader).forEach(family -> scenarios.addAll(family.all()));
        List<Generation> generations = new ArrayList<>();
        ServiceLoader.load(Generation.class, loader).forEach(generations::add);
        ServiceLoader.load(Generations.class, loader).forEach(family -> generations.addAll(family.all()));
        return new Catalogue(scenarios, generations);
    }

    private static int age(Generation generation, Map<String, Generation> all) {
        int age = 0;
        Generation at = generation;
        while (!at.about().base().isEmpty()) {
            Generation base = all.get(at.about().base());
            if (base == null) {
                throw new IllegalArgumentException(at.id() + " names an unknown base: " + at.about().base());
            }
            at = base;
            if (++age > all.size()) {
                throw new IllegalArgumentException(generation.id() + " is its own base");
            }
        }
        return age;
    }

    /** All scenarios, in their families' order. */
    public Collection<Scenario> scenarios() {
        return List.copyOf(scenarios.values());
    }

    /** All generations: the kernel's, oldest first, then mutants, historical bugs, and users' patches. */
    public Collection<Generation> generations() {
        return List.copyOf(generations.values());
    }

    /** A generation by its id. */
    public Optional<Generation> generation(String id) {
        return Optional.ofNullable(generations.get(id));
    }

    /** A scenario by its id. */
    public Optional<Scenario> scenario(String id) {
        return Optional.ofNullable(scenarios.get(id));
    }

    /**
     * Every scenario of the matrix with every generation of the kernel and every patch of a user: what is run unless
     * told otherwise.
     */
    public List<Entry> matrix() {
        return entries(Catalogue::isColumn, Scenario.Depth.MATRIX);
    }

    /** The same with all scenarios but those that have to be named. */
    public List<Entry> full() {
        return entries(Catalogue::isColumn, Scenario.Depth.FULL).stream()
                .filter(entry -> !CrossScenarios.isLarge(entry.scenario(), entry.generation())).toList();
    }

    private static boolean isColumn(Generation generation) {
        return generation.about().origin() == About.Origin.GENERATION
                || generation.about().origin() == About.Origin.USER;
    }

    /** Each variant of a generation with the scenarios that it runs: what is compared to answer a question. */
    public List<Entry> variants() {
        return entries(generation -> generation.about().origin() == About.Origin.VARIANT, Scenario.Depth.MATRIX);
    }

    /** The matrix, the variants, and each mutant and historical bug in the scenarios where it is to be seen. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(matrix());
        entries.addAll(variants());
        for (Generation generation : generations.values()) {
            generation.about().breaks().stream()
                    .map(breaks -> entry(breaks.scenario(), generation.id()))
                    .filter(entry -> !entries.contains(entry))
                    .forEach(entries::add);
        }
        return List.copyOf(entries);
    }

    private List<Entry> entries(java.util.function.Predicate<Generation> wanted, Scenario.Depth deepest) {
        List<Entry> entries = new ArrayList<>();
        for (Scenario scenario : scenarios.values()) {
            for (Generation generation : generations.values()) {
                if (scenario.depth().compareTo(deepest) <= 0 && wanted.test(generation) && generation.runs(scenario)) {
                    entries.add(entry(scenario.id(), generation.id()));
                }
            }
        }
        return entries;
    }

    private Entry entry(String scenario, String generation) {
        return new Entry(scenarios.get(scenario), generations.get(generation), expected(scenario, generation));
    }

    private List<Expectation> expected(String scenario, String generation) {
        List<Expectation> expected = new ArrayList<>();
        About about = generations.get(generation).about();
        if (about.origin() == About.Origin.GENERATION) {
            expected.addAll(scenarios.get(scenario).expected(generation));
        } else if (!about.base().isEmpty()) {
            expected.addAll(expected(scenario, about.base()));
        }
        for (About.Breaks breaks : about.breaks()) {
            if (breaks.scenario().equals(scenario)) {
                expected.add(new Expectation(breaks.property(), generation, about.title()));
            }
        }
        return expected;
    }

    /**
     * What a pattern means. {@code SCENARIO@GENERATION} has a pattern on either side; without an {@code @} it is about
     * scenarios, or their families, of the matrix or else of the variants, or else about generations in the scenarios
     * that they name. A pattern with {@code *} or {@code ?} has to match whole; another one is an id, or if there is
     * none a part of ids. Scenarios beyond the matrix are meant if none of it is.
     *
     * @return nothing if nothing matches
     */
    public List<Entry> find(String pattern) {
        int at = pattern.indexOf('@');
        if (at >= 0) {
            List<String> left = deepened(ids -> Names.matching(pattern.substring(0, at), ids));
            List<String> right = Names.matching(pattern.substring(at + 1), generations.keySet());
            return left.stream().flatMap(s -> right.stream()
                    .filter(g -> generations.get(g).runs(scenarios.get(s)))
                    .map(g -> entry(s, g))).toList();
        }
        List<String> families = scenarios.values().stream().map(Scenario::family).distinct().toList();
        List<String> family = scenarios.containsKey(pattern) ? List.of() : Names.matching(pattern, families);
        List<String> meant = deepened(ids -> {
            List<String> named = Names.matching(pattern, ids);
            return ids.stream().filter(id -> named.contains(id) || family.contains(scenarios.get(id).family())).toList();
        });
        Scenario.Depth all = Scenario.Depth.BY_NAME;
        for (List<Entry> entries : List.of(entries(Catalogue::isColumn, all), variants())) {
            List<Entry> found = entries.stream().filter(e -> meant.contains(e.scenario().id())).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        List<String> right = Names.matching(pattern, generations.keySet());
        return entries().stream().filter(e -> right.contains(e.generation().id())).toList();
    }

    /** What {@code meant} finds among the ids of the matrix, or else of those beyond it. */
    private List<String> deepened(java.util.function.UnaryOperator<List<String>> meant) {
        for (Scenario.Depth depth : Scenario.Depth.values()) {
            List<String> found = meant.apply(scenarios.values().stream()
                    .filter(s -> s.depth().compareTo(depth) <= 0).map(Scenario::id).toList());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** The id of a scenario, generation or entry that looks most like {@code unknown}; empty if none does. */
    public Optional<String> nearest(String unknown) {
        List<String> names = new ArrayList<>(scenarios.keySet());
        names.addAll(generations.keySet());
        entries().forEach(entry -> names.add(entry.id()));
        return Names.nearest(unknown, names);
    }
}

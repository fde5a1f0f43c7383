// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.bench.Benchmark.Expected;
import endio.bench.Benchmark.Work;
import endio.bench.SharedReference.Mistake;
import endio.explore.Explorer;
import endio.explore.ExploreOptions;
import endio.property.Properties;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is measured, by suite. */
public final class Suites {
    /** The suites. */
    public static final List<String> NAMES = List.of("counts", "peers", "speed", "catalogue");
    private static final ExploreOptions JUDGED = ExploreOptions.DEFAULT.withProperties(Properties.all());

    private Suites() {}

    /**
     * Of the suite {@code speed}: what names end with of benchmarks that do less than the one of the same name without that, from the
     * most to the least, each with what it does.
     */
    public static Map<String, String> less() {
        return Speed.LESS;
    }

    /**
     * The benchmarks of a suite.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static List<Benchmark> of(String suite) {
        return switch (suite) {
            case "counts" -> counts();
            case "peers" -> peers();
            case "speed" -> Speed.all();
            case "catalogue" -> catalogue(Catalogue.load());
            default -> throw new IllegalArgumentException("no suite is called " + suite + "; there are " + NAMES);
        };
    }

    /** Every known count, without any reduction but that of steps that do not touch the same cell, and without properties. */
    static List<Benchmark> counts() {
        return Stream.of(KnownCounts.small(), KnownCounts.large()).flatMap(List::stream)
                .map(row -> Benchmark.exploring("counts", row.name(), row.program(), ExploreOptions.DEFAULT,
                        Expected.traces(row.traces(), row.stuck())))
                .toList();
    }

    /** {@link SharedReference} at several sizes, and with mistakes. */
    static List<Benchmark> peers() {
        List<Benchmark> all = new ArrayList<>();
        for (int bios = 2; bios <= 8; bios++) {
            all.add(reference("bios(" + bios + ")", SharedReference.ofBios(bios), false));
        }
        all.add(reference("bios(5)-parted", new SharedReference(1, 5, true, Mistake.NONE), false));
        all.add(reference("requests(2,2)", new SharedReference(2, 2, false, Mistake.NONE), false));
        all.add(reference("requests(3,2)", new SharedReference(3, 2, false, Mistake.NONE), false));
        all.add(reference("bios(2)-unlocked-put", new SharedReference(1, 2, false, Mistake.UNLOCKED_PUT), true));
        all.add(reference("bios(2)-completed-early", new SharedReference(1, 2, false, Mistake.COMPLETED_EARLY), true));
        return all;
    }

    private static Benchmark reference(String name, SharedReference program, boolean broken) {
        return Benchmark.exploring("peers", name, program, JUDGED, Expected.findings(broken));
    }

    /** The scenarios that are run by default, a benchmark for each generation, with their own properties. */
    static List<Benchmark> catalogue(Catalogue catalogue) {
        Map<String, List<Entry>> byGeneration = new LinkedHashMap<>();
        catalogue.matrix().forEach(e -> byGeneration.computeIfAbsent(e.generation().id(), id -> new ArrayList<>()).add(e));
        return byGeneration.entrySet().stream()
                .map(entries -> new Benchmark("catalogue", entries.getKey(), () -> entries.getValue().stream()
                        .map(Suites::explored).reduce(new Work(0, 0, 0, ""), Work::and)))
                .toList();
    }

    private static Work explored(Entry entry) {
        ExploreOptions options = ExploreOptions.DEFAULT.withProperties(entry.properties())
                .withMaxSteps(entry.scenario().maxSteps()).withModelHash(entry.modelHash());
        return Work.of(Explorer.explore(entry.program(), options), "");
    }
}

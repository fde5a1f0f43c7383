// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.bench.Benchmark.Expected;
import endio.bench.Benchmark.Work;
import endio.bench.SharedReference.Mistake;
import endio.explore.Explorer;
import endio.explore.ExploreOptions;
import endio.fiber.Fibers;
import endio.property.Properties;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What is measured, by suite. */
public final class Suites {
    /** The suites. */
    public static final List<String> NAMES = List.of("counts", "peers", "speed", "catalogue");
    private static final ExploreOptions JUDGED = ExploreOptions.DEFAULT.withProperties(Properties.all());
    private static final int ORDERS = 20_000;
    private static final int SPEED_THREADS = 5;

    private Suites() {}

    /**
     * The benchmarks of a suite.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static List<Benchmark> of(String suite) {
        return switch (suite) {
            case "counts" -> counts();
            case "peers" -> peers();
            case "speed" -> speed();
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

    /** Small programs with all properties on, and the same on engines that do less. */
    static List<Benchmark> speed() {
        List<byte[]> orders = orders(SPEED_THREADS, ORDERS);
        StepMachine steps = new StepMachine(SPEED_THREADS);
        int length = 2 * SPEED_THREADS * ORDERS;
        return List.of(
                Benchmark.exploring("speed", "lost-update(5)", Litmus.lostUpdate(SPEED_THREADS), JUDGED, Expected.findings(false)),
                Benchmark.exploring("speed", "counters(7,1)", Litmus.counters(7, 1), JUDGED, Expected.findings(false)),
                Benchmark.exploring("speed", "locked-counter(3,3)", Litmus.lockedCounter(3, 3), JUDGED, Expected.findings(false)),
                Benchmark.exploring("speed", "readers(13)", Litmus.readers(13), JUDGED, Expected.findings(false)),
                new Benchmark("speed", "lost-update(5)-bare-fibers", () -> {
                    try (Fibers fibers = Fibers.fastest()) {
                        return done(new BareFibers(fibers, SPEED_THREADS).run(orders), length);
                    }
                }),
                new Benchmark("speed", "lost-update(5)-step-machine", () -> done(steps.run(orders), length)));
    }

    private static Work done(long sum, int steps) {
        return new Work(ORDERS, steps, 0, sum > 0 ? "" : "nothing was written");
    }

    /** So many orders of threads with two steps each, the same in every run. */
    private static List<byte[]> orders(int threads, int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] order = new byte[2 * threads];
            for (int k = 0; k < order.length; k++) {
                order[k] = (byte) (k / 2);
            }
            for (int k = order.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                byte swapped = order[k];
                order[k] = order[other];
                order[other] = swapped;
            }
            orders.add(order);
        }
        return orders;
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

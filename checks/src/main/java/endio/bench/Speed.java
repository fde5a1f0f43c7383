// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.bench.Benchmark.Expected;
import endio.bench.Benchmark.Work;
import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Sampler;
import endio.explore.Sampling;
import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Properties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * Small programs with all properties on, and the same beside them with less and less around it: on threads without stacks, on fibers
 * that follow orders, and as orders alone.
 */
final class Speed {
    private static final String ON_STEP_MACHINES = "-on-step-machines";
    private static final String BARE_FIBERS = "-bare-fibers";
    private static final String ORDERS_ONLY = "-orders-only";

    /** What benchmarks of this suite end with that do less than the one of the same name without, and what they are. */
    static final Map<String, String> LESS = less();

    private static final ExploreOptions JUDGED = ExploreOptions.DEFAULT.withProperties(Properties.all());
    private static final int ORDERS = 20_000;
    private static final int THREADS = 5;
    /** Threads and yield points of each, and how often in a hundred steps an order leaves one that could go on: 6.6 switches. */
    private static final int YIELDING = 4;
    private static final int YIELDS = 30;
    private static final int LEAVES = 4;
    /** With so many change points PCT switches as often. */
    private static final int DEPTH = 6;

    private Speed() {}

    private static Map<String, String> less() {
        Map<String, String> less = new LinkedHashMap<>();
        less.put(ON_STEP_MACHINES, "the same search on step machines in place of stacks");
        less.put(BARE_FIBERS, "fibers that follow orders, without search, record and properties");
        less.put(ORDERS_ONLY, "step machines that follow orders, without search, record and properties");
        return Collections.unmodifiableMap(less);
    }

    static List<Benchmark> all() {
        List<Benchmark> all = new ArrayList<>();
        String lost = "lost-update(5)";
        all.add(judged(lost, Litmus.lostUpdate(THREADS)));
        all.add(judged(lost + ON_STEP_MACHINES, WithoutStacks.lostUpdate(THREADS)));
        List<byte[]> shuffled = shuffled(THREADS, 2);
        all.add(bare(lost, THREADS, shuffled, BareFibers::lostUpdate));
        all.add(orders(lost, THREADS, shuffled, OrdersOnly::lostUpdate));
        String five = "adders(4,5)";
        all.add(judged(five, WithoutStacks.fiveSteps(4, false)));
        all.add(judged(five + ON_STEP_MACHINES, WithoutStacks.fiveSteps(4, true)));
        String yields = "yields(4,30)";
        all.add(sampled(yields, WithoutStacks.adders(YIELDING, YIELDS, false)));
        all.add(sampled(yields + ON_STEP_MACHINES, WithoutStacks.adders(YIELDING, YIELDS, true)));
        List<byte[]> calm = calm();
        all.add(bare(yields, YIELDING, calm, (fibers, orders) -> fibers.adding(orders, YIELDS)));
        all.add(orders(yields, YIELDING, calm, (steps, orders) -> steps.adding(orders, YIELDS)));
        all.add(judged("counters(7,1)", Litmus.counters(7, 1)));
        all.add(judged("locked-counter(3,3)", Litmus.lockedCounter(3, 3)));
        all.add(judged("readers(13)", Litmus.readers(13)));
        return all;
    }

    private static Benchmark judged(String name, Program program) {
        return Benchmark.exploring("speed", name, program, JUDGED, Expected.findings(false));
    }

    /** Random schedules with as few switches as {@link #calm}. */
    private static Benchmark sampled(String name, Program program) {
        return new Benchmark("speed", name, () -> {
            Exploration found = Sampler.sample(program, JUDGED, new Sampling(Sampling.Strategy.PCT, 1, ORDERS, DEPTH)).exploration();
            return Work.of(found, Expected.findings(false).problem(found));
        });
    }

    private static Benchmark bare(String name, int threads, List<byte[]> orders, BiFunction<BareFibers, List<byte[]>, Long> run) {
        return new Benchmark("speed", name + BARE_FIBERS, () -> {
            try (Fibers fibers = Fibers.fastest()) {
                return done(run.apply(new BareFibers(fibers, threads), orders), orders);
            }
        });
    }

    private static Benchmark orders(String name, int threads, List<byte[]> orders, BiFunction<OrdersOnly, List<byte[]>, Long> run) {
        OrdersOnly steps = new OrdersOnly(threads);
        return new Benchmark("speed", name + ORDERS_ONLY, () -> done(run.apply(steps, orders), orders));
    }

    private static Work done(long sum, List<byte[]> orders) {
        return new Work(orders.size(), (long) orders.size() * orders.get(0).length, 0, sum > 0 ? "" : "nothing was written");
    }

    /** Orders of threads with so many steps each, every one as likely; the same in every run. */
    private static List<byte[]> shuffled(int threads, int steps) {
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            byte[] order = new byte[threads * steps];
            for (int k = 0; k < order.length; k++) {
                order[k] = (byte) (k / steps);
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

    /** Orders in which a thread mostly goes on; the same in every run. */
    private static List<byte[]> calm() {
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            byte[] order = new byte[YIELDING * YIELDS];
            int[] left = new int[YIELDING];
            Arrays.fill(left, YIELDS);
            int running = random.nextInt(YIELDING);
            for (int k = 0; k < order.length; k++) {
                while (left[running] == 0 || random.nextInt(100) < LEAVES) {
                    running = random.nextInt(YIELDING);
                }
                order[k] = (byte) running;
                left[running]--;
            }
            orders.add(order);
        }
        return orders;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.ArrayList;
import java.util.List;

/**
 * How soon each strategy finds each historical bug.
 *
 * @param schema {@link #SCHEMA}
 * @param tool what looked
 * @param environment Java and processors
 * @param runs executions after which a strategy gave up
 * @param millis time after which it gave up
 * @param rows one for each bug and strategy
 */
public record StrategyRecord(String schema, Tool tool, String environment, long runs, long millis, List<Row> rows) {
    /** Name and version of the schema. */
    public static final String SCHEMA = "endio-strategies-1";
    /** File in the folder of results. */
    public static final String FILE = "strategies.json";

    /**
     * One bug and one strategy.
     *
     * @param bug its id
     * @param property that it is to be found in
     * @param entry scenario and generation
     * @param strategy {@code explorer}, {@code pct}, {@code pos}, {@code uniform}, {@code random}, or another engine's name
     * @param tries one for each seed; the explorer has one alone, since nothing in it is random
     */
    public record Row(String bug, String property, String entry, String strategy, List<Try> tries) {
        public Row {
            tries = Given.list(tries);
        }

        /** How many seeds found it. */
        public long found() {
            return tries.stream().filter(Try::found).count();
        }

        /** The median of executions, of all seeds; one that did not find it counts as more than any that did; -1: so is the median. */
        public long executions() {
            List<Long> sorted = tries.stream().map(t -> t.found ? t.executions : Long.MAX_VALUE).sorted().toList();
            return median(sorted);
        }

        /** The same in microseconds. */
        public long micros() {
            return median(tries.stream().map(t -> t.found ? t.micros : Long.MAX_VALUE).sorted().toList());
        }

        private static long median(List<Long> sorted) {
            long median = sorted.isEmpty() ? Long.MAX_VALUE : sorted.get((sorted.size() - 1) / 2);
            return median == Long.MAX_VALUE ? -1 : median;
        }
    }

    /**
     * One seed.
     *
     * @param found whether it was found
     * @param executions up to the first that shows it, or all that were run; of an engine that counts something else, that
     * @param micros until then
     */
    public record Try(long seed, boolean found, long executions, long micros) {}

    public StrategyRecord {
        rows = Given.list(rows);
    }

    /** The same with the rows of another engine. */
    public StrategyRecord with(List<Row> more) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(more);
        return new StrategyRecord(schema, tool, environment, runs, millis, all);
    }
}

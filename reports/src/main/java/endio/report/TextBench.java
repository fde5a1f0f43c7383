// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.BenchRecord;
import endio.record.BenchRecord.Measurement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Figures of benchmarks as a table, and two of them side by side. */
public final class TextBench {
    private TextBench() {}

    /** Two records side by side, and whether anything is slower. */
    public record Comparison(String text, boolean slower) {}

    /**
     * A line for each benchmark.
     *
     * @param less what names of benchmarks end with that do less than the one of the same name without that, and what they do
     */
    public static String of(BenchRecord record, Map<String, String> less) {
        StringBuilder text = new StringBuilder();
        line(text, "%s, %s, %d processors, %d MB of heap, %s, load %.2f; %d ms from the start of the process%n", record.machine().java(),
                record.machine().system(), record.machine().processors(), record.machine().heapMegabytes(),
                record.machine().fibers(), record.machine().load(), record.startMillis());
        int width = record.measurements().stream().mapToInt(m -> name(m).length()).max().orElse(0);
        line(text, "%n%-" + Math.max(9, width) + "s %12s %10s %10s %10s %10s %12s %12s%n", "benchmark", "executions", "first ms",
                "runs", "best ms", "median ms", "exec/s", "steps/s");
        for (Measurement m : record.measurements()) {
            line(text, "%-" + Math.max(9, width) + "s %,12d %10.1f %10d %10.2f %10.2f %,12.0f %,12.0f%s%n", name(m), m.executions(),
                    millis(m.cold()), m.warm(), millis(m.best()), millis(m.p50()),
                    perSecond(m.executions(), m), perSecond(m.steps() + m.events(), m), m.problem().isEmpty() ? "" : "  NOT AS KNOWN: " + m.problem());
        }
        text.append(beside(record, less));
        if (!record.measurements().isEmpty()) {
            line(text, "%n%.0f ms from the start of the process to the end of the first run of %s%n", record.startMillis()
                    + millis(record.measurements().get(0).cold()), name(record.measurements().get(0)));
        }
        return text.toString();
    }

    /** How much of the speed of benchmarks that do less is left. */
    private static String beside(BenchRecord record, Map<String, String> ends) {
        StringBuilder text = new StringBuilder();
        for (Measurement m : record.measurements()) {
            ends.forEach((end, what) -> record.measurements().stream().filter(less -> name(less).equals(name(m) + end))
                    .forEach(less -> line(text, "%n%s: %.1f %% of the executions/s of %s", name(m),
                            100 * perSecond(m.executions(), m) / perSecond(less.executions(), less), what)));
        }
        for (Measurement peer : record.measurements()) {
            record.measurements().stream().filter(m -> peer.name().equals("lincheck " + m.name())).forEach(m ->
                    line(text, "%n%s: %.0f times the executions/s of lincheck on the same protocol", name(m),
                            perSecond(m.executions(), m) / perSecond(peer.executions(), peer)));
        }
        return text.length() == 0 ? "" : text + System.lineSeparator();
    }

    /**
     * The medians of two records, for benchmarks that both have.
     *
     * @param percent by how much a median may grow
     */
    public static Comparison compare(BenchRecord before, BenchRecord after, int percent) {
        StringBuilder text = new StringBuilder();
        boolean slower = false;
        if (!before.machine().java().equals(after.machine().java()) || !before.machine().system().equals(after.machine().system())
                || before.machine().processors() != after.machine().processors()) {
            line(text, "not the same machine: %s, %s, %d processors%n                  and: %s, %s, %d processors%n%n",
                    before.machine().java(), before.machine().system(), before.machine().processors(), after.machine().java(),
                    after.machine().system(), after.machine().processors());
        }
        int width = after.measurements().stream().mapToInt(m -> name(m).length()).max().orElse(0);
        line(text, "%-" + Math.max(9, width) + "s %10s %10s %7s  %s%n", "benchmark", "before ms", "after ms", "change", "executions");
        for (Measurement now : after.measurements()) {
            Optional<Measurement> then = before.measurements().stream().filter(m -> name(m).equals(name(now))).findFirst();
            if (then.isEmpty()) {
                line(text, "%-" + Math.max(9, width) + "s %10s %10.2f%n", name(now), "-", millis(now.p50()));
                continue;
            }
            double change = 100.0 * now.p50() / then.get().p50() - 100;
            boolean worse = change > percent;
            slower |= worse;
            line(text, "%-" + Math.max(9, width) + "s %10.2f %10.2f %+6.0f%%  %s%s%n", name(now), millis(then.get().p50()),
                    millis(now.p50()), change, now.executions() == then.get().executions() ? String.valueOf(now.executions())
                            : then.get().executions() + " -> " + now.executions(), worse ? "  slower" : "");
        }
        return new Comparison(text.toString(), slower);
    }

    private static String name(Measurement m) {
        return m.suite() + "/" + m.name();
    }

    private static double perSecond(long count, Measurement m) {
        return count * 1e9 / m.p50();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}

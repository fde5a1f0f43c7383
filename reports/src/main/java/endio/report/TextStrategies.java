// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.record.StrategyRecord;
import endio.record.StrategyRecord.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How soon each strategy finds each historical bug, as a table. */
public final class TextStrategies {
    private TextStrategies() {}

    /** A line a bug, a column a strategy: executions to the first sight and time, medians of the seeds. */
    public static String of(StrategyRecord record) {
        List<String> strategies = record.rows().stream().map(Row::strategy).distinct().toList();
        Map<String, Map<String, Row>> bugs = new LinkedHashMap<>();
        record.rows().forEach(r -> bugs.computeIfAbsent(r.bug(), b -> new LinkedHashMap<>()).put(r.strategy(), r));
        StringBuilder text = new StringBuilder("Executions until a bug is seen first, and the time; medians of the seeds."
                + " n/m: only n of m seeds found it.\nThe explorer's time includes that it makes a finding of it: replays and"
                + " shortens it.\n\n");
        text.append(String.format(Locale.ROOT, "  %-4s %-9s", "bug", "property"));
        strategies.forEach(s -> text.append(String.format(Locale.ROOT, " %20s", s)));
        text.append('\n');
        bugs.forEach((bug, row) -> {
            text.append(String.format(Locale.ROOT, "  %-4s %-9s", bug, row.values().iterator().next().property()));
            strategies.forEach(s -> text.append(String.format(Locale.ROOT, " %20s", cell(row.get(s)))));
            text.append('\n');
        });
        text.append(String.format(Locale.ROOT, "  %-14s", "found by all"));
        for (String s : strategies) {
            List<Row> rows = new ArrayList<>(record.rows().stream().filter(r -> r.strategy().equals(s)).toList());
            long all = rows.stream().filter(r -> r.found() == r.tries().size()).count();
            text.append(String.format(Locale.ROOT, " %20s", all + " of " + rows.size()));
        }
        return text.append("\n").toString();
    }

    private static String cell(@Nullable Row row) {
        if (row == null) {
            return "-";
        }
        String seeds = row.found() == row.tries().size() ? "" : " " + row.found() + "/" + row.tries().size();
        if (row.executions() < 0) {
            return (row.found() == 0 ? "not found" : "seldom") + seeds;
        }
        return String.format(Locale.ROOT, "%,d %,.1f ms%s", row.executions(), row.micros() / 1000.0, seeds);
    }
}

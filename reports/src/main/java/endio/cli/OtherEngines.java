// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.BugNote.Other;
import endio.record.Records;
import endio.record.StrategyRecord;
import endio.record.StrategyRecord.Row;
import endio.record.UnreadableRecord;
import endio.scenario.bug.Bug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon engines that need ten seeds, or a Java of their own, find historical bugs: measured before, by {@code endio strategies},
 * and read from its files.
 *
 * @param records what was measured
 */
record OtherEngines(List<StrategyRecord> records) {
    /** Nothing was measured. */
    static final OtherEngines NONE = new OtherEngines(List.of());

    /** What is kept here: that of the random strategies, and that of Lincheck. */
    static OtherEngines kept() {
        List<StrategyRecord> records = new ArrayList<>();
        for (String name : List.of("strategies.json", "lincheck.json")) {
            try (InputStream in = OtherEngines.class.getResourceAsStream("/endio/report/" + name)) {
                if (in != null) {
                    records.add(Records.parseStrategies(new String(in.readAllBytes(), StandardCharsets.UTF_8), name));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new OtherEngines(List.copyOf(records));
    }

    /** What is in these files. */
    static OtherEngines of(List<Path> files) {
        List<StrategyRecord> records = new ArrayList<>();
        for (Path file : files) {
            try {
                records.add(Records.readStrategies(file));
            } catch (UnreadableRecord e) {
                throw new Refusal(String.valueOf(e.getMessage()));
            }
        }
        return new OtherEngines(List.copyOf(records));
    }

    /** What they came to for {@code bug} where it is today; figures of where it was before are nothing to go by. */
    List<Other> of(Bug bug) {
        return records.stream().flatMap(record -> record.rows().stream())
                .filter(row -> row.bug().equals(bug.id()) && row.entry().equals(bug.entry()) && row.property().equals(bug.property())
                        && !row.strategy().equals("explorer"))
                .map(OtherEngines::other).toList();
    }

    private static Other other(Row row) {
        return new Other(row.strategy(), row.tries().size(), (int) row.found(), row.executions(), row.micros());
    }

    /** How they were measured, a line for each. */
    List<String> measured() {
        return records.stream().map(record -> String.join(", ", record.rows().stream().map(Row::strategy)
                .filter(strategy -> !strategy.equals("explorer")).distinct().toList())
                + ": " + record.environment() + ", at most " + record.runs() + " executions or " + record.millis() + " ms a seed")
                .toList();
    }
}

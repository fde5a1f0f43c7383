// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.property.Properties;
import endio.property.Property;
import endio.record.EventFields;
import endio.record.FindingRecord;
import endio.record.FindingRecord.Function;
import endio.record.FindingRecord.Lane;
import endio.record.FindingRecord.Replay;
import endio.record.FindingRecord.ScenarioNote;
import endio.record.FindingRecord.Search;
import endio.record.FindingRecord.Verdict;
import endio.record.GenerationNote;
import endio.record.PropertyNote;
import endio.record.Step;
import endio.record.Tool;
import endio.trace.TraceFinding.Moment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings of recordings as the records that all views are made from: a step's function is the line that tells it. */
public final class TraceRecords {
    /** The engine's name in such records. */
    public static final String ENGINE = "trace";

    private TraceRecords() {}

    /** The record of a finding in a recording that is called {@code file}. */
    public static FindingRecord of(TraceReport report, TraceFinding finding, String file, Tool tool) {
        List<Lane> lanes = new ArrayList<>();
        List<Function> functions = new ArrayList<>();
        Map<Integer, Integer> functionOfLine = new LinkedHashMap<>();
        List<Step> steps = new ArrayList<>();
        int thread = -1;
        for (Moment m : finding.story()) {
            int function = functionOfLine.computeIfAbsent(m.line(), line -> {
                functions.add(new Function("line " + line + ": " + event(m.text(), line), file, "", "", file));
                return functions.size() - 1;
            });
            Lane lane = lane(m.where());
            if (!lanes.contains(lane)) {
                lanes.add(lane);
            }
            steps.add(new Step(steps.size() + 1, lanes.indexOf(lane), "", "", "", "", m.event().name(),
                    EventFields.of(m.event()),
                    List.of(function), m.line(), thread >= 0 && thread != m.where().thread(), false, List.of(),
                            List.of()));
            thread = m.where().thread();
        }
        Property property = Properties.get(finding.property());
        String also = finding.also().isEmpty() ? "" : " The same events violate " + String.join(", ", finding.also())
                + ".";
        String kinds = String.join(", ", report.kinds().entrySet().stream().map(e -> e.getValue() + " " + e.getKey())
                .toList());
        return new FindingRecord(FindingRecord.SCHEMA, tool,
                new ScenarioNote(name(file) + "-" + finding.line(), ENGINE, "a recording of a kernel: " + kinds),
                new GenerationNote("recorded", "", "", "a recorded kernel", "", "GENERATION"),
                new PropertyNote(property.id(), property.title(), property.statement(), property.needs().name()),
                new Verdict("property", finding.sentence() + also, finding.at().stream().map(i -> i + 1).toList(),
                        true, false, ""),
                lanes, functions, steps, List.of(), "CUT", new Replay(file, ""), new Search(ENGINE, 1, true));
    }

    private static String name(String file) {
        Path name = Path.of(file).getFileName();
        return (name == null ? file : name.toString()).replaceAll("(\\.ftrace)?(\\.txt)?(\\.gz)?$", "");
    }

    private static Lane lane(Context where) {
        return new Lane(where.thread(), where.kind().name(), where.name());
    }

    private static String event(String text, int number) {
        TraceLine line = LineParser.parse(number, text);
        return line == null ? "?" : line.event();
    }
}

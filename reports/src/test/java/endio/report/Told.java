// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import endio.event.Event;
import endio.record.EventFields;
import endio.record.FindingRecord;
import endio.record.FindingRecord.Blocked;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells a finding step by step, for tests. */
final class Told {
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Blocked> blocked = new ArrayList<>();
    private PropertyNote property = new PropertyNote("S1", "completion-after-conversion",
            "A write becomes visible as complete only after its unwritten blocks are converted.", "TOTAL_ORDER");
    private ScenarioNote scenario = new ScenarioNote("ext4-aio-unwritten", "ext4",
            "An asynchronous write of one block over an unwritten extent.");
    private GenerationNote generation = new GenerationNote("V3_12", "v3.12", "7b7a8665edd8",
            "deferred AIO completions in the core",
            "V3_11", "GENERATION");
    private int lane;

    /** From here on the steps are of this context. */
    Told in(int thread, String kind, String name) {
        Lane wanted = new Lane(thread, kind, name);
        if (!lanes.contains(wanted)) {
            lanes.add(wanted);
        }
        lane = lanes.indexOf(wanted);
        return this;
    }

    Told of(PropertyNote property) {
        this.property = property;
        return this;
    }

    Told running(ScenarioNote scenario) {
        this.scenario = scenario;
        return this;
    }

    /** An event, said in {@code function} of the kernel. */
    Told says(String function, Event event) {
        return step(function, "", "", "", "", event.name(), EventFields.of(event));
    }

    /** An operation. */
    Told does(String function, String op, String cell, Object before, Object after) {
        return step(function, op, cell, before.toString(), after.toString(), "", Map.of());
    }

    private Told step(String function, String op, String cell, String before, String after, String event,
            Map<String, Object> fields) {
        List<Integer> stack = new ArrayList<>();
        if (!function.isEmpty()) {
            Function known = new Function(function, function.startsWith("ext4") ? "fs/ext4/inode.c" : "fs/direct-io.c",
                    "7b7a8665edd8",
                    "V3_12." + function, "V3_12.java");
            if (!functions.contains(known)) {
                functions.add(known);
            }
            stack.add(functions.indexOf(known));
        }
        boolean switched = !steps.isEmpty() && lanes.get(steps.get(steps.size() - 1).lane()).thread() != lanes.get(lane)
                .thread();
        List<Integer> after_ = new ArrayList<>();
        for (int i = steps.size(); i > 0 && after_.isEmpty(); i--) {
            if (steps.get(i - 1).lane() == lane || !cell.isEmpty() && steps.get(i - 1).cell().equals(cell)) {
                after_.add(i);
            }
        }
        steps.add(new Step(steps.size() + 1, lane, op, cell, before, after, event, fields, stack, stack.isEmpty() ? 0
                : 40,
                switched, switched, lanes.stream().map(Lane::thread).distinct().toList(), after_));
        return this;
    }

    /** The context waits for ever. */
    Told blocked(String what, String holder) {
        blocked.add(new Blocked(lane, what, holder));
        return this;
    }

    FindingRecord violates(String kind, String sentence, String because, Integer... at) {
        return new FindingRecord(FindingRecord.SCHEMA, new Tool("endio", "test"), scenario, generation, property,
                new Verdict(kind, sentence, List.of(at), true, !because.isEmpty(), because), lanes, functions, steps,
                blocked,
                blocked.isEmpty() ? "QUIESCENT" : "STUCK", new Replay("ext4-aio-unwritten@V3_12:0x12.1x3.0:9f2c61aa:51",
                "9f2c61aa"),
                new Search("explorer", 212, true));
    }
}

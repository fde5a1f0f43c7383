// SPDX-License-Identifier: GPL-2.0-or-later
package endio.report;

import static endio.report.Json.object;

import endio.record.FindingRecord;
import endio.record.FindingRecord.Lane;
import endio.record.Records;
import endio.record.Step;
import endio.report.Lives.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A finding as a trace that Perfetto and chrome://tracing open, in the Chrome JSON format. A thread is a logical
 * thread, a step a slice of 8 µs that begins 10 µs after the one before; the slices of an object's life are
 * asynchronous, its count is a counter. A flow leads from each step to those that come after it in every order, where
 * the thread changes.
 */
public final class Perfetto {
    private static final int STEP = 10;
    private static final int SLICE = 8;
    private static final int CONTEXTS = 1;
    private static final int OBJECTS = 2;

    private Perfetto() {}

    /** The file. */
    public static String of(FindingRecord f) {
        List<Object> events = new ArrayList<>();
        metadata(f, events);
        List<Life> lives = Lives.of(f);
        TreeSet<Integer> marked = Fold.marked(f);
        int flow = 1;
        // A flow's end has to know its number when its own slice is written, so they are numbered by pairs first.
        List<int[]> flows = new ArrayList<>();
        for (Step step : f.steps()) {
            for (int earlier : step.happensAfter()) {
                if (f.lane(f.step(earlier)).thread() != f.lane(step).thread()) {
                    flows.add(new int[] {flow++, earlier, step.n()});
                }
            }
        }
        for (Step step : f.steps()) {
            slice(f, step, marked, events);
            for (int[] each : flows) {
                if (each[1] == step.n() || each[2] == step.n()) {
                    flow(f, step, each, events);
                }
            }
            lives.forEach(life -> life(life, lives.indexOf(life) + 1, step.n(), events));
        }
        int end = f.steps().size() * STEP + STEP;
        lives.stream().filter(l -> l.to() > f.steps().size())
                .forEach(l -> events.add(object("ph", "e", "cat", "object", "id",
                lives.indexOf(l) + 1, "name", l.name(), "pid", OBJECTS, "tid", lives.indexOf(l) + 1, "ts", end)));
        return Records.write(object("displayTimeUnit", "ns", "traceEvents", events));
    }

    private static void metadata(FindingRecord f, List<Object> events) {
        events.add(name("process_name", CONTEXTS, 0, f.scenario().id() + "@" + f.generation().id()));
        events.add(name("process_name", OBJECTS, 0, "objects"));
        List<Integer> threads = f.lanes().stream().map(Lane::thread).distinct().sorted().toList();
        for (int thread : threads) {
            Lane lane = f.lanes().stream().filter(l -> l.thread() == thread).findFirst().orElseThrow();
            events.add(name("thread_name", CONTEXTS, thread + 1, lane.name()));
            events.add(object("ph", "M", "name", "thread_sort_index", "pid", CONTEXTS, "tid", thread + 1, "args",
                    object("sort_index", thread)));
        }
    }

    private static Map<String, Object> name(String what, int process, int thread, String name) {
        return object("ph", "M", "name", what, "pid", process, "tid", thread, "args", object("name", name));
    }

    private static void slice(FindingRecord f, Step step, TreeSet<Integer> marked, List<Object> events) {
        int thread = f.lane(step).thread() + 1;
        Map<String, Object> args = object("step", step.n(), "context", f.lane(step).name());
        if (!step.stack().isEmpty()) {
            args.put("function", f.functions().get(Sentences.innermost(step)).name());
            args.put("where", Sentences.place(f.functions().get(Sentences.innermost(step))));
        }
        if (!Wording.state(step).isEmpty()) {
            args.put("changed", Wording.state(step));
        }
        Map<String, Object> slice = object("ph", "X", "cat", step.said() ? "event" : "operation", "name",
                Wording.what(step), "pid",
                CONTEXTS, "tid", thread, "ts", step.n() * STEP, "dur", SLICE);
        if (marked.contains(step.n())) {
            slice.put("cname", step.n() == marked.last() ? "terrible" : "bad");
        }
        slice.put("args", args);
        events.add(slice);
        if (!marked.isEmpty() && step.n() == marked.last()) {
            events.add(object("ph", "i", "s", "t", "cat", "violation", "name", f.property().id() + ": " + f.verdict()
                    .sentence(), "pid",
                    CONTEXTS, "tid", thread, "ts", step.n() * STEP + 1));
        }
    }

    private static void flow(FindingRecord f, Step step, int[] flow, List<Object> events) {
        boolean begins = flow[1] == step.n();
        Map<String, Object> end = object("ph", begins ? "s" : "f", "cat", "order", "name", "comes before", "id",
                flow[0], "pid", CONTEXTS,
                "tid", f.lane(step).thread() + 1, "ts", step.n() * STEP + (begins ? SLICE - 2 : 2));
        if (!begins) {
            end.put("bp", "e");
        }
        events.add(end);
    }

    private static void life(Life life, int id, int n, List<Object> events) {
        if (life.from() == n) {
            events.add(object("ph", "b", "cat", "object", "id", id, "name", life.name(), "pid", OBJECTS, "tid", id,
                    "ts", n * STEP));
        }
        if (life.counts().containsKey(n)) {
            events.add(object("ph", "C", "name", life.name() + " " + life.count(), "pid", OBJECTS, "ts", n * STEP + 1,
                    "args",
                    object("count", life.counts().get(n))));
        }
        if (life.to() == n) {
            events.add(object("ph", "e", "cat", "object", "id", id, "name", life.name(), "pid", OBJECTS, "tid", id,
                    "ts", n * STEP + 2));
        }
    }
}

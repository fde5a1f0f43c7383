// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.event.Context;
import endio.explore.Explanation;
import endio.explore.Finding;
import endio.explore.Frame;
import endio.explore.Race;
import endio.explore.Step.What;
import endio.explore.Trace;
import endio.property.Property;
import endio.record.EventFields;
import endio.record.Explained;
import endio.record.FindingRecord;
import endio.record.FindingRecord.Blocked;
import endio.record.FindingRecord.Function;
import endio.record.FindingRecord.Lane;
import endio.record.FindingRecord.Replay;
import endio.record.FindingRecord.ScenarioNote;
import endio.record.FindingRecord.Search;
import endio.record.FindingRecord.Verdict;
import endio.record.PropertyNote;
import endio.record.Step;
import endio.record.Tool;
import endio.scenario.Entry;
import endio.scenario.Expectation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes down a finding of the explorer and the replay that shows it. */
final class Recorder {
    private final Entry entry;
    private final Trace trace;
    private final KernelNames names;
    private static final Pattern IDENTITY =
            Pattern.compile("(?:[a-z0-9_]+\\.)*([A-Z][\\w$]*(?:\\$\\$Lambda[/\\w.]*)?)@[0-9a-f]{1,16}");
    private final Map<String, Integer> identities = new HashMap<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();

    private Recorder(Entry entry, Trace trace, KernelNames names) {
        this.entry = entry;
        this.trace = trace;
        this.names = names;
    }

    /**
     * The record of a finding and of what other executions say about it.
     *
     * @param trace replay of the explained finding
     * @param engine what found it
     * @param executions of the search that found it
     */
    static FindingRecord record(Entry entry, Explanation explanation, Trace trace, List<Property> properties, String engine,
            long executions, boolean complete, KernelNames names) {
        Finding finding = explanation.finding();
        Recorder recorder = new Recorder(entry, trace, names);
        FindingRecord record = recorder.record(note(finding.property(), properties), kind(finding.property()),
                finding.sentence(), finding.at(), finding.inTotalOrder(), new Search(engine, executions, complete));
        Explained explained = recorder.explained(explanation, record.steps().size());
        return new FindingRecord(record.schema(), record.tool(), record.scenario(), record.generation(), record.property(),
                record.verdict(), recorder.lanes, recorder.functions, record.steps(), record.blocked(), record.ending(),
                record.replay(), record.search(), explained);
    }

    /** @param recorded steps of the finding that are written down */
    private Explained explained(Explanation e, int recorded) {
        Explained.Swap swap = e.swap().map(r -> new Explained.Swap(r.first() + 1, r.second() + 1))
                .filter(s -> Math.max(s.first(), s.second()) <= recorded).orElse(Explained.Swap.NONE);
        List<Explained.Ordering> races = e.races().stream().filter(r -> Math.max(r.first(), r.second()) < recorded)
                .map(r -> new Explained.Ordering(r.first() + 1, r.second() + 1, need(r.need()))).toList();
        long requests = count(e.steps(), "issue");
        long bios = count(e.steps(), "bio_submit");
        Explained.Smallest smallest = e.preemptions() < 0 ? Explained.Smallest.UNKNOWN
                : new Explained.Smallest(e.preemptions(), e.atLeast(), e.steps(), (int) requests, (int) bios);
        return new Explained(swap, e.nearest().map(p -> passing(p, recorded)).orElse(Explained.NearestPassing.none(e.always())),
                races, smallest);
    }

    private static String need(Race.Need need) {
        return switch (need) {
            case NEEDED -> Explained.Ordering.NEEDED;
            case NOT_NEEDED -> Explained.Ordering.NOT_NEEDED;
            case UNKNOWN -> Explained.Ordering.UNKNOWN;
        };
    }

    private long count(int steps, String event) {
        return trace.steps().stream().limit(steps).filter(s -> s.event() != null && s.event().name().equals(event)).count();
    }

    private Explained.NearestPassing passing(Explanation.Passing passing, int recorded) {
        Trace passes = endio.explore.Replay.run(entry.program(), passing.schedule(), List.of());
        int same = Math.min(passing.same(), recorded);
        List<Step> steps = new ArrayList<>();
        passes.steps().stream().skip(same).forEach(s -> steps.add(step(s, same + steps.size() + 1)));
        return new Explained.NearestPassing(ReplayLine.of(entry, passes.schedule()), same, passing.reversed().size(), steps,
                passes.ending().kind().name(), passing.choice() < recorded ? passing.choice() + 1 : 0, false);
    }

    /** The record of a replay that shows {@code violation}. */
    static FindingRecord record(Entry entry, Trace.Violation violation, Trace trace, List<Property> properties,
            KernelNames names) {
        return new Recorder(entry, trace, names).record(note(violation.property(), properties),
                kind(violation.property()),
                violation.sentence(), violation.at(), true, new Search("replay", 1, false));
    }

    /** The record of a model that cannot be run: there is no execution to show. */
    static FindingRecord record(Entry entry, PropertyNote property, String sentence) {
        return new FindingRecord(FindingRecord.SCHEMA, Version.TOOL, scenario(entry), Notes.note(entry.generation()),
                property,
                new Verdict(property.id(), sentence, List.of(), false, false, ""), List.of(), List.of(), List.of(),
                List.of(), "CUT",
                new Replay("", entry.modelHash()), new Search("explorer", 0, false));
    }

    private FindingRecord record(PropertyNote property, String kind, String sentence, List<Integer> at, boolean inOrder,
            Search search) {
        List<Step> steps = new ArrayList<>();
        // A crash ends only the thread that crashed, for the explorer's sake; what the others do after it tells nothing.
        boolean crash = kind.equals(Finding.CRASH) && !at.isEmpty();
        trace.steps().stream().limit(crash ? Collections.max(at) + 1L : Long.MAX_VALUE)
                .forEach(step -> steps.add(step(step, steps.size() + 1)));
        List<Blocked> blocked = trace.ending().blocked().stream()
                .map(b -> new Blocked(lane(b.who()), b.what(), b.holder())).toList();
        Optional<Expectation> expected = entry.expected().stream().filter(e -> e.property().equals(property.id()))
                .findFirst();
        return new FindingRecord(FindingRecord.SCHEMA, Version.TOOL, scenario(entry), Notes.note(entry.generation()),
                property,
                new Verdict(kind, sentence, at.stream().map(i -> i + 1).toList(), inOrder, expected.isPresent(),
                        expected.map(Expectation::source).orElse("")),
                lanes, functions, steps, blocked, trace.ending().kind().name(),
                new Replay(ReplayLine.of(entry, trace.schedule()), entry.modelHash()), search);
    }

    private static ScenarioNote scenario(Entry entry) {
        return new ScenarioNote(entry.scenario().id(), entry.scenario().family(), entry.scenario().title());
    }

    static PropertyNote note(String id, List<Property> properties) {
        return switch (id) {
            case Finding.CRASH -> Notes.CRASH;
            case Finding.DEADLOCK -> Notes.DEADLOCK;
            case Finding.ASSERTION -> Notes.ASSERTION;
            default -> properties.stream().filter(p -> p.id().equals(id)).map(Notes::note).findFirst()
                    .orElseGet(() -> new PropertyNote(id, id, "", ""));
        };
    }

    static String kind(String property) {
        return Set.of(Finding.CRASH, Finding.DEADLOCK, Finding.ASSERTION).contains(property) ? property : "property";
    }

    private Step step(endio.explore.Step s, int n) {
        boolean event = s.what() == What.EVENT && s.event() != null;
        List<Integer> stack = stack(s.stack());
        int line = 0;
        if (!stack.isEmpty()) {
            Function innermost = functions.get(stack.get(stack.size() - 1));
            line = s.stack().stream().filter(f -> method(f).equals(innermost.method())).mapToInt(Frame::line)
                    .findFirst().orElse(0);
        }
        Set<Integer> enabled = new TreeSet<>();
        s.enabled().forEach(c -> enabled.add(c.thread()));
        String op = event ? "" : s.what() == What.CHOICE ? "CHOOSE" : s.text()
                .substring(0, Math.max(0, s.text().indexOf(' ')));
        String cell = s.what() == What.CHOICE ? s.text().replaceFirst("^choose ", "").replaceFirst(" = [^=]*$", "")
                : s.cell();
        return new Step(n, lane(s.who()), op, cell, value(s.before()), value(s.after()), event ? s.event().name() : "",
                event ? EventFields.of(s.event()) : Map.of(), stack, Math.max(0, line), s.switched(), s.preempted(),
                List.copyOf(enabled), s.causes().stream().map(i -> i + 1).toList());
    }

    /**
     * A value as text; an object that has no name of its own gets its class and a number instead of where it is in
     * memory.
     */
    private String value(String text) {
        return IDENTITY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + "#"
                + identities.computeIfAbsent(m.group(), k -> identities.size())));
    }

    private int lane(Context who) {
        return index(lanes, new Lane(who.thread(), who.kind().name(), who.name()));
    }

    /** Indexes of the kernel functions, outermost first; of the innermost frame alone if it is under none. */
    private List<Integer> stack(List<Frame> frames) {
        List<Integer> stack = new ArrayList<>();
        for (Frame frame : frames) {
            if (!primitive(frame)) {
                names.of(frame.className(), frame.method(), file(frame)).map(f -> index(functions, f))
                        .filter(i -> !stack.contains(i)).ifPresent(stack::add);
            }
        }
        if (stack.isEmpty()) {
            frames.stream().filter(f -> !primitive(f)).findFirst()
                    .ifPresent(f -> stack.add(index(functions, Notes.unknown(f.className(), f.method(), file(f)))));
        }
        Collections.reverse(stack);
        return stack;
    }

    /** A step is the work of whoever uses the primitive; and a lambda is not the function that it stands in. */
    private static boolean primitive(Frame frame) {
        return frame.className().startsWith("endio.kernel.") || frame.className().startsWith("endio.explore.")
                || frame.method().startsWith("lambda$");
    }

    private static String method(Frame frame) {
        return frame.className().substring(frame.className().lastIndexOf('.') + 1).replace('$', '.') + "."
                + frame.method();
    }

    /** Path of the source file: {@code endio/directio/V3_12.java}. */
    private static String file(Frame frame) {
        int dot = frame.className().lastIndexOf('.');
        return frame.file() == null ? "" : frame.className().substring(0, dot + 1).replace('.', '/') + frame.file();
    }

    private static <T> int index(List<T> list, T wanted) {
        if (!list.contains(wanted)) {
            list.add(wanted);
        }
        return list.indexOf(wanted);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.Errno;
import endio.event.Event;
import endio.event.RequestEvent.AioComplete;
import endio.event.RequestEvent.Durable;
import endio.event.RequestEvent.Issue;
import endio.event.RequestEvent.Return;
import endio.event.WorkEvent.WqDestroy;
import endio.event.WorkEvent.WqDestroyed;
import endio.property.Ending;
import endio.trace.TraceReport.PropertyResult;
import endio.trace.TraceReport.Verdict;
import endio.trace.TraceRule.Need;
import endio.trace.TraceRule.Scope;
import endio.trace.TraceRule.When;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Judges a recording: reads it as a stream and lets each property judge each request when that is over. */
public final class TraceCheck {
    private static final Ending CUT = new Ending(Ending.Kind.CUT, List.of());

    private final Options options;
    private final Map<Class<?>, boolean[]> heard = new HashMap<>();
    private final List<TraceRule> rules = TraceRule.all();
    private final Tally[] tallies = new Tally[rules.size()];
    private final Set<When> cases = EnumSet.noneOf(When.class);
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final List<TraceReport.Request> requests = new ArrayList<>();
    private final Findings findings = new Findings();
    private final List<Listener> listeners = new ArrayList<>();
    private Set<String> seen = Set.of();

    /** Is told of each request that is over. */
    public interface Listener {
        /**
         * @param engine that completed it
         * @param where who said each event
         * @param events in their order
         */
        void request(Engine engine, List<Context> where, List<Event> events);
    }

    private static final class Tally {
        int judged;
        int violated;
        int undecided;
    }

    /**
     * How to judge.
     *
     * @param graceNanos a request whose bios have all ended should be over so long before the end of the recording
     * @param unknownFields events may have fields that are not understood
     * @param part the input is a part of a recording: it needs no header, and may have fewer events than that tells of
     * @param requests how many requests to list in the report
     */
    public record Options(long graceNanos, boolean unknownFields, boolean part, int requests) {
        /** A tenth of a second, no unknown fields, a whole recording, a list of a thousand requests. */
        public static final Options DEFAULT = new Options(100_000_000L, false, false, 1000);
    }

    public TraceCheck(Options options) {
        this.options = options;
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally();
        }
    }

    /**
     * {@code listener} is given the events of each request that is over, with who said them, in their order. A request
     * returns where its caller passes that on, as in the model.
     */
    public TraceCheck listen(Listener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Reads a recording to its end and judges it. An object of this class judges one.
     *
     * @param in plain or compressed by gzip; not closed
     * @param name of it, for people
     * @throws IOException if the input cannot be read at all; what can be read and not be understood is a problem in
     * the report
     */
    public TraceReport check(InputStream in, String name) throws IOException {
        Problems problems = new Problems();
        Recording recording = new Recording(new Recording.RecordingEnd() {
            @Override
            public void request(Traced request, boolean whole) {
                judge(request, whole);
            }

            @Override
            public void mount(TracedSuper sb, boolean settled) {
                judgeMount(sb, settled);
            }

            @Override
            public void wait(TracedWait wait, boolean settled) {
                judgeWait(wait, settled);
            }
        });
        seen = recording.seen;
        FtraceReader reader = new FtraceReader(recording, problems, options);
        int lines = read(in, reader, problems);
        reader.end();
        recording.end(reader.lastNanos() - options.graceNanos());
        if (lines == 0) {
            problems.add(0, "the input is empty");
        }
        List<String> said = problems.first().stream().map(Problems.Problem::toString).toList();
        boolean contexts = recording.contexts.known();
        List<PropertyResult> results = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            results.add(result(rules.get(i), tallies[i], said, contexts));
        }
        List<TraceFinding> found = findings.found(id -> results.stream()
                .anyMatch(r -> r.id().equals(id) && r.verdict() == Verdict.VIOLATED));
        return new TraceReport(name, lines, reader.events(), reader.nanos(), reader.lost(), reader.gaps(), kinds,
                List.copyOf(requests), results.stream().map(r -> under(r, found)).toList(), found, said,
                        problems.count(),
                reader.understood());
    }

    private static int read(InputStream in, FtraceReader reader, Problems problems) {
        int number = 0;
        try {
            TraceInput input = new TraceInput(in);
            for (String line = input.next(); line != null; line = input.next()) {
                number++;
                if (input.binary()) {
                    problems.add(number, "not text: " + Problems.shown(line));
                } else if (input.tooLong()) {
                    problems.add(number, "longer than any line of a trace");
                } else {
                    reader.line(number, line);
                }
            }
            if (number > 0 && !input.whole()) {
                problems.add(number, "the last line has no end: the input is cut");
            }
        } catch (IOException e) {
            problems.add(number, "the input cannot be read further: " + e.getMessage());
        }
        return number;
    }

    private void judge(Traced r, boolean whole) {
        cases(r);
        String kind = kind(r);
        kinds.merge(kind, 1, Integer::sum);
        List<Told> told = finalEvents(r);
        boolean heardOf = r.returned == null || r.returned.ret() != -Errno.ENOTBLK;
        List<String> judged = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            TraceRule rule = rules.get(i);
            if (rule.scope() == Scope.REQUEST && rule.applies().test(r) && heardOf) {
                List<Told> events = switch (rule.id()) {
                    case "L1", "S4" -> untold(r, told, whole);
                    case "S7", "S26" -> delivered(r, told);
                    default -> told;
                };
                TraceJudge judge = judge(i, events, whole ? Ending.QUIESCENT : CUT);
                if (judge.judgedCount() > 0) {
                    judged.add(rule.id());
                }
                violations.addAll(judge.violations());
            }
        }
        findings.request(r, told, violations);
        if (requests.size() < options.requests()) {
            requests.add(new TraceReport.Request(r.req, r.line, kind, whole, Steps.of(told), judged,
                    violations.stream().map(Violation::property).distinct().toList()));
        }
        if (!listeners.isEmpty()) {
            List<Told> all = returned(r, told);
            List<Context> where = all.stream().map(Told::where).toList();
            List<Event> events = all.stream().map(Told::event).toList();
            listeners.forEach(listener -> listener.request(r.engine, where, events));
        }
    }

    private void cases(Traced r) {
        cases.add(r.engine == Engine.IOMAP ? When.IOMAP : When.LEGACY);
        boolean worker = r.completer != null && r.completer.kind() == endio.event.ContextKind.KWORKER;
        if (r.worked || r.aio() && r.queued() && worker) {
            cases.add(When.DEFERRED);
        }
        if (r.unwritten && !r.failed) {
            cases.add(When.UNWRITTEN);
        }
        if (durable(r)) {
            cases.add(When.DURABLE);
        }
        if (r.aio() && r.queued()) {
            cases.add(When.QUEUED);
        }
    }

    private static boolean durable(Traced r) {
        return r.write && r.aio() && (r.engine == Engine.IOMAP ? r.needSync : r.dsync);
    }

    private static String kind(Traced r) {
        String fs = r.fs.isEmpty() ? "?" : r.fs;
        return fs + " " + r.engine.name().toLowerCase(java.util.Locale.ROOT) + " " + (r.write ? "write" : "read") + " "
                + r.kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The events with what became known of the request later. */
    private static List<Told> finalEvents(Traced r) {
        List<Told> told = new ArrayList<>(r.told.size() + 1);
        for (Told each : r.told) {
            if (each.event() instanceof Issue) {
                told.add(each.with(r.issue()));
                if (durable(r)) {
                    told.add(each.with(new Durable(r.req)));
                }
            } else {
                told.add(each);
            }
        }
        return told;
    }

    /**
     * Without a completion that never reached the ring, and without a return of the core that the AIO core never
     * passed on.
     */
    private List<Told> untold(Traced r, List<Told> told, boolean whole) {
        if (!whole || !r.aio()) {
            return told;
        }
        boolean core = r.returned != null && !r.queued() && r.completions + r.ringEvents == 0
                && (seen.contains("aio_complete_rw") || seen.contains("aio_complete"));
        boolean ring = r.completions == 1 && r.ringEvents == 0 && seen.contains("aio_complete");
        return told.stream()
                .filter(t -> !(ring && t.event() instanceof AioComplete)
                        && !((core || ring) && t.event() instanceof Return e
                        && e.ret() != -Errno.EIOCBQUEUED))
                .toList();
    }

    /** With the moment at which the AIO core passes on the core's return, instead of that. */
    private static List<Told> delivered(Traced r, List<Told> told) {
        if (r.delivery == null) {
            return told;
        }
        List<Told> events = new ArrayList<>(told);
        events.removeIf(t -> t.event() instanceof Return);
        events.add(r.delivery);
        events.sort(Comparator.comparingInt(Told::at));
        return events;
    }

    /** With the return where its caller passes it on. */
    private static List<Told> returned(Traced r, List<Told> told) {
        Told delivery = r.delivery;
        if (delivery == null) {
            return told;
        }
        List<Told> events = new ArrayList<>();
        for (Told each : told) {
            events.add(each.event() instanceof Return ? delivery.with(each.event()) : each);
        }
        events.sort(Comparator.comparingInt(Told::at));
        return events;
    }

    private void judgeMount(TracedSuper sb, boolean settled) {
        if (sb.mount.isEmpty()) {
            return;
        }
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).scope() == Scope.MOUNT) {
                Ending ending = !settled ? CUT : rules.get(i).id().equals("L9") ? stuck(sb) : Ending.QUIESCENT;
                violations.addAll(judge(i, sb.all(), ending).violations());
            }
        }
        findings.mount(sb.all(), violations);
    }

    /** A destruction of the queue that began and did not end is where somebody waits for ever. */
    private static Ending stuck(TracedSuper sb) {
        Map<Integer, Told> begun = new LinkedHashMap<>();
        for (Told told : sb.mount) {
            if (told.event() instanceof WqDestroy e) {
                begun.put(e.wq(), told);
            } else if (told.event() instanceof WqDestroyed e) {
                begun.remove(e.wq());
            }
        }
        return begun.isEmpty() ? Ending.QUIESCENT : new Ending(Ending.Kind.STUCK, begun.values().stream()
                .map(told -> new Ending.Blocked(told.where(), "destroy_workqueue", "")).toList());
    }

    private void judgeWait(TracedWait wait, boolean settled) {
        Ending ending = wait.over ? Ending.QUIESCENT : !settled ? CUT : new Ending(Ending.Kind.STUCK,
                List.of(new Ending.Blocked(wait.where, "AWAIT_EQ inode.i_dio_count", "")));
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).scope() == Scope.WAIT) {
                findings.mount(wait.told, judge(i, wait.told, ending).violations());
            }
        }
    }

    private TraceJudge judge(int rule, List<Told> told, Ending ending) {
        List<Told> hearing = new ArrayList<>(told.size());
        for (Told each : told) {
            if (heard.computeIfAbsent(each.event().getClass(), this::hearers)[rule]) {
                hearing.add(each);
            }
        }
        TraceJudge judge = TraceJudge.judge(rules.get(rule).property(), hearing, ending);
        Tally tally = tallies[rule];
        int subjects = rules.get(rule).scope() == Scope.REQUEST ? Math.min(1, judge.judgedCount())
                : judge.judgedCount();
        tally.judged += subjects;
        tally.violated += judge.violations().isEmpty() ? 0 : 1;
        tally.undecided += judge.undecided();
        return judge;
    }

    private boolean[] hearers(Class<?> kind) {
        boolean[] hearers = new boolean[rules.size()];
        for (int i = 0; i < hearers.length; i++) {
            hearers[i] = rules.get(i).property().hears().stream().anyMatch(heard -> heard.isAssignableFrom(kind));
        }
        return hearers;
    }

    private PropertyResult result(TraceRule rule, Tally tally, List<String> problems, boolean contexts) {
        List<Need> missing = rule.missing(seen, cases);
        String why = "";
        Verdict verdict = Verdict.CONSISTENT;
        if (!missing.isEmpty()) {
            verdict = Verdict.NOT_CHECKED;
            why = "needs " + String.join(", ", missing.stream().map(Need::toString).toList());
        } else if (!contexts && List.of("S2", "S3", "S5", "S10").contains(rule.id())) {
            verdict = Verdict.NOT_CHECKED;
            why = "needs the option irq-info or the events irq_handler_entry and irq_handler_exit, to tell interrupts from tasks";
        } else if (tally.violated > 0) {
            verdict = Verdict.VIOLATED;
        } else if (!problems.isEmpty()) {
            verdict = Verdict.NOT_CHECKED;
            why = "the input is not sound: " + problems.get(0);
        } else if (tally.judged == 0) {
            verdict = Verdict.NOT_CHECKED;
            why = tally.undecided > 0 ? "equal time stamps on two processors leave the order open"
                    : "nothing here that it speaks of";
        }
        return new PropertyResult(rule.id(), rule.property().title(), verdict, tally.judged,
                verdict == Verdict.VIOLATED ? tally.violated : 0, tally.undecided, why, List.of());
    }

    private static PropertyResult under(PropertyResult r, List<TraceFinding> found) {
        if (r.verdict() != Verdict.VIOLATED || found.stream().anyMatch(f -> f.property().equals(r.id()))) {
            return r;
        }
        List<String> under = found.stream().filter(f -> f.also().contains(r.id())).map(TraceFinding::property)
                .distinct().toList();
        return new PropertyResult(r.id(), r.title(), r.verdict(), r.judged(), r.violated(), r.undecided(), r.why(),
                under);
    }

}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import endio.event.Event;
import endio.property.Ending;
import endio.property.Judge;
import endio.property.Monitor;
import endio.property.Properties;
import endio.property.Property;
import endio.trace.RvRule.Letter;
import endio.trace.RvRule.Said;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A rule as a deterministic automaton, made from the monitor that judges executions: two words lead to one state if
 * the monitor
 * tells no continuation of the one from that of the other. What has no edge is a violation, as in the kernel's runtime
 * verification; a state is final if the monitor has no complaint when the execution ends there.
 */
public final class RvAutomaton {
    /** Continuations up to this length tell states apart. */
    private static final int LOOKAHEAD = 4;
    /** So many events may mend what looks like a violation at an end. */
    private static final int MENDING = 2;
    static final int LONGEST_NAME = 23;
    private static final String NOWHERE = "nowhere";
    /** With so many more events at most an execution that is under way can be over. */
    private static final int HOPE = 3;
    private static final Ending CUT = new Ending(Ending.Kind.CUT, List.of());
    /** An automaton of more states is of a rule that counts, and so of none that is regular. */
    private static final int MOST_STATES = 24;

    private final RvRule rule;
    private final List<String> states = new ArrayList<>();
    private final List<Boolean> ends = new ArrayList<>();
    /** For each state where each letter leads, -1 nowhere. */
    private final List<int[]> edges = new ArrayList<>();

    /** What the monitor says of a word. */
    private enum Answer { VIOLATED, OPEN, ACCEPTED }

    private RvAutomaton(RvRule rule) {
        this.rule = rule;
    }

    /** Ids of the properties that have one. */
    public static List<String> properties() {
        return RvRule.all().stream().map(RvRule::property).toList();
    }

    /**
     * The automaton of a property, if it is a rule about one object.
     *
     * @throws IllegalStateException if the rule is not regular
     */
    public static Optional<RvAutomaton> of(String property) {
        return RvRule.of(property).map(rule -> {
            RvAutomaton automaton = new RvAutomaton(rule);
            automaton.explore();
            automaton.prune();
            return automaton;
        });
    }

    private void explore() {
        Map<List<Answer>, Integer> known = new HashMap<>();
        List<List<Integer>> words = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        add(List.of(), known, words, open);
        while (!open.isEmpty()) {
            int state = open.remove();
            for (int letter = 0; letter < rule.letters().size(); letter++) {
                List<Integer> word = new ArrayList<>(words.get(state));
                word.add(letter);
                if (answer(word) != Answer.VIOLATED) {
                    edges.get(state)[letter] = add(word, known, words, open);
                }
            }
        }
    }

    /** What can only end in a complaint is a violation already, so that no edge leads there. */
    private void prune() {
        boolean[] live = new boolean[states.size()];
        for (int i = 0; i < live.length; i++) {
            live[i] = ends.get(i);
        }
        for (boolean more = true; more;) {
            more = false;
            for (int from = 0; from < live.length; from++) {
                if (!live[from] && Arrays.stream(edges.get(from)).anyMatch(to -> to >= 0 && live[to])) {
                    live[from] = true;
                    more = true;
                }
            }
        }
        int[] number = new int[live.length];
        int next = 0;
        for (int i = 0; i < live.length; i++) {
            number[i] = live[i] ? next++ : -1;
        }
        for (int i = live.length - 1; i >= 0; i--) {
            if (live[i]) {
                edges.set(i, Arrays.stream(edges.get(i)).map(to -> to < 0 ? to : number[to]).toArray());
            } else {
                states.remove(i);
                ends.remove(i);
                edges.remove(i);
            }
        }
    }

    private int add(List<Integer> word, Map<List<Answer>, Integer> known, List<List<Integer>> words,
            Deque<Integer> open) {
        List<Answer> signature = new ArrayList<>();
        signature(new ArrayList<>(word), LOOKAHEAD, signature);
        Integer same = known.get(signature);
        if (same != null) {
            return same;
        }
        if (states.size() == MOST_STATES) {
            throw new IllegalStateException(rule.property() + " counts, so it is not regular");
        }
        int state = states.size();
        known.put(signature, state);
        words.add(word);
        open.add(state);
        states.add(word.isEmpty() ? "init" : "s" + state + "_" + rule.letters().get(word.get(word.size() - 1)).name());
        ends.add(answer(word) == Answer.ACCEPTED);
        int[] none = new int[rule.letters().size()];
        Arrays.fill(none, -1);
        edges.add(none);
        return state;
    }

    private void signature(List<Integer> word, int depth, List<Answer> into) {
        Answer answer = answer(word);
        into.add(answer);
        if (depth > 0) {
            for (int letter = 0; letter < rule.letters().size(); letter++) {
                word.add(letter);
                if (answer == Answer.VIOLATED) {
                    into.add(Answer.VIOLATED);
                } else {
                    signature(word, depth - 1, into);
                }
                word.remove(word.size() - 1);
            }
        }
    }

    /** What the monitor says of a word: a violation is one that nothing that follows can mend. */
    private Answer answer(List<Integer> word) {
        if (violated(word, CUT)) {
            return mendable(new ArrayList<>(word), MENDING) ? Answer.OPEN : Answer.VIOLATED;
        }
        return violated(word, Ending.QUIESCENT) ? Answer.OPEN : Answer.ACCEPTED;
    }

    private boolean mendable(List<Integer> word, int depth) {
        for (int letter = 0; depth > 0 && letter < rule.letters().size(); letter++) {
            word.add(letter);
            boolean mended = !violated(word, CUT) || mendable(word, depth - 1);
            word.remove(word.size() - 1);
            if (mended) {
                return true;
            }
        }
        return false;
    }

    private boolean violated(List<Integer> word, Ending ending) {
        Property property = Properties.get(rule.property());
        Monitor monitor = property.monitor();
        Complaint complaint = new Complaint();
        int at = 0;
        for (Said said : rule.before()) {
            hear(monitor, property, at++, said, complaint);
        }
        for (int letter : word) {
            hear(monitor, property, at++, rule.letters().get(letter).said(), complaint);
            if (complaint.made) {
                return true;
            }
        }
        monitor.end(ending, complaint);
        return complaint.made;
    }

    /** In a recording, before is before. */
    private static final class Complaint implements Judge {
        private boolean made;

        @Override
        public boolean before(int a, int b) {
            return a < b;
        }

        @Override
        public void judged() {
            // Only violations count here.
        }

        @Override
        public void violated(String sentence, int... at) {
            made = true;
        }
    }

    private static void hear(Monitor monitor, Property property, int at, Said said, Judge judge) {
        if (property.hears().stream().anyMatch(kind -> kind.isInstance(said.event()))) {
            monitor.on(at, said.where(), said.event(), judge);
        }
    }

    /** What the monitor says of a word of letters: that it is violated, open, or accepted. */
    String askMonitor(List<Integer> word) {
        Answer answer = answer(word);
        return (answer == Answer.OPEN && !hopeful(new ArrayList<>(word), HOPE) ? Answer.VIOLATED : answer).name();
    }

    private boolean hopeful(List<Integer> word, int depth) {
        for (int letter = 0; depth > 0 && letter < rule.letters().size(); letter++) {
            word.add(letter);
            Answer answer = answer(word);
            boolean hope = answer == Answer.ACCEPTED || answer == Answer.OPEN && hopeful(word, depth - 1);
            word.remove(word.size() - 1);
            if (hope) {
                return true;
            }
        }
        return false;
    }

    /** The same of the automaton. */
    String ask(List<Integer> word) {
        int state = 0;
        for (int letter : word) {
            state = edges.get(state)[letter];
            if (state < 0) {
                return Answer.VIOLATED.name();
            }
        }
        return (ends.get(state) ? Answer.ACCEPTED : Answer.OPEN).name();
    }

    int letters() {
        return rule.letters().size();
    }

    /** States in which an execution must not end. */
    long open() {
        return ends.stream().filter(end -> !end).count();
    }

    int states() {
        return states.size();
    }

    /** All edges, as {@code state -event-> state}. */
    public List<String> edges() {
        List<String> all = new ArrayList<>();
        for (int from = 0; from < states.size(); from++) {
            for (int letter = 0; letter < rule.letters().size(); letter++) {
                if (edges.get(from)[letter] >= 0) {
                    all.add(edge(from, letter));
                }
            }
        }
        return all;
    }

    private String edge(int from, int letter) {
        return states.get(from) + " -" + rule.letters().get(letter).name() + "-> "
                + states.get(edges.get(from)[letter]);
    }

    /**
     * Follows the events of one object; counts the edges that they take in {@code taken}. An object to which the rule
     * does not
     * apply takes none.
     */
    public void follow(List<Context> where, List<Event> events, SortedMap<String, Integer> taken) {
        walk(where, events, (from, letter) -> taken.merge(edge(from, letter), 1, Integer::sum));
    }

    private void walk(List<Context> where, List<Event> events, BiConsumer<Integer, Integer> edge) {
        for (Said need : rule.before()) {
            if (events.stream().noneMatch(e -> need.event().getClass().isInstance(e))) {
                return;
            }
        }
        int state = 0;
        for (int i = 0; i < events.size(); i++) {
            int letter = letter(where.get(i), events.get(i));
            if (letter >= 0) {
                if (edges.get(state)[letter] < 0) {
                    return;
                }
                edge.accept(state, letter);
                state = edges.get(state)[letter];
            }
        }
    }

    private int letter(Context where, Event event) {
        for (int i = 0; i < rule.letters().size(); i++) {
            Letter letter = rule.letters().get(i);
            if (letter.is().test(where, event)) {
                return i;
            }
        }
        return -1;
    }

    /** Events that no state allows. */
    private List<String> never() {
        List<String> never = new ArrayList<>();
        for (int letter = 0; letter < rule.letters().size(); letter++) {
            int event = letter;
            if (edges.stream().allMatch(to -> to[event] < 0)) {
                never.add(rule.letters().get(letter).name());
            }
        }
        return never;
    }

    /**
     * In the dialect of the kernel's generator for runtime verification. That knows an event by its edges alone: one
     * that is never allowed has its edge in a state that nothing leads to. States and events get their names in one
     * enumeration each, of one name space, so that no state is called like an event; and a tracepoint has room for
     * {@value #LONGEST_NAME} letters of a name.
     */
    public String dot() {
        StringBuilder out = new StringBuilder("digraph state_automaton {\n\tcenter = true;\n\tsize = \"7,11\";\n");
        out.append("\t{node [shape = plaintext, style=invis, label=\"\"] \"__init_init\"};\n");
        for (int i = 0; i < states.size(); i++) {
            if (ends.get(i)) {
                out.append("\t{node [shape = doublecircle] \"").append(states.get(i)).append("\"};\n");
            }
        }
        List<String> never = never();
        states.forEach(state -> out.append("\t{node [shape = circle] \"").append(state).append("\"};\n"));
        if (!never.isEmpty()) {
            out.append("\t{node [shape = circle] \"").append(NOWHERE).append("\"};\n");
        }
        out.append("\t\"__init_init\" -> \"init\";\n");
        for (int from = 0; from < states.size(); from++) {
            out.append("\t\"").append(states.get(from)).append("\" [label = \"").append(states.get(from)).append('"')
                    .append(from == 0 ? ", color = green3" : "").append("];\n");
            Map<Integer, List<String>> labels = new LinkedHashMap<>();
            for (int letter = 0; letter < rule.letters().size(); letter++) {
                if (edges.get(from)[letter] >= 0) {
                    labels.computeIfAbsent(edges.get(from)[letter], to -> new ArrayList<>())
                            .add(rule.letters().get(letter).name());
                }
            }
            for (Map.Entry<Integer, List<String>> each : labels.entrySet()) {
                for (String label : each.getValue()) {
                    out.append("\t\"").append(states.get(from)).append("\" -> \"").append(states.get(each.getKey()))
                            .append("\" [ label = \"").append(label).append("\" ];\n");
                }
            }
        }
        never.forEach(event -> out.append("\t\"").append(NOWHERE).append("\" -> \"").append(NOWHERE)
                .append("\" [ label = \"").append(event).append("\" ];\n"));
        return out.append("\t{ rank = min ;\n\t\t\"__init_init\";\n\t\t\"init\";\n\t}\n}\n").toString();
    }

    /** Coverage of each automaton's edges, counted as executions of one object are followed. */
    public static final class Coverage {
        private final Map<String, RvAutomaton> automata = new LinkedHashMap<>();
        private final Map<String, SortedMap<String, Integer>> taken = new LinkedHashMap<>();

        public Coverage() {
            for (String property : properties()) {
                automata.put(property, RvAutomaton.of(property).orElseThrow());
                taken.put(property, new TreeMap<>());
            }
        }

        /** Follows the events of one object through all automata. */
        public void follow(List<Context> where, List<Event> events) {
            automata.forEach((property, automaton) -> automaton.follow(where, events, taken.get(property)));
        }

        /** How often each edge of a property's automaton was taken; 0 for those that never were. */
        public SortedMap<String, Integer> edges(String property) {
            SortedMap<String, Integer> all = new TreeMap<>();
            automata.get(property).edges().forEach(edge -> all.put(edge, taken.get(property).getOrDefault(edge, 0)));
            return all;
        }
    }
}

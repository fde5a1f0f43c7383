// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.explore.SmallProgram.Do;
import endio.explore.SmallProgram.Instruction;
import endio.machine.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the traces of a small program in the plainest way that there is: takes every step that can be taken from every state,
 * where a state is the whole past up to the order of steps that commute. It shares with the explorer what an operation does,
 * and nothing else.
 */
final class BruteForce {
    private final SmallProgram program;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final int limit;
    private final boolean commuting;
    /** Threads with the same code begin in order. */
    private boolean inOrder;
    private boolean keepsOrbits;
    /** What every trace is, up to an exchange of equal threads. */
    private final Set<String> orbits = new java.util.TreeSet<>();

    private BruteForce(SmallProgram program, boolean commuting, int limit) {
        this.program = program;
        this.commuting = commuting;
        this.limit = limit;
    }

    /** How many traces end with each outcome; empty if there are more than {@code limit} states. */
    static Map<String, Long> outcomes(SmallProgram program, boolean commuting, int limit) {
        BruteForce all = new BruteForce(program, commuting, limit);
        return all.run() ? all.outcomes : Map.of();
    }

    /** The same for those in which threads with the same code begin in the order of their numbers. */
    static Map<String, Long> outcomesInOrder(SmallProgram program, boolean commuting, int limit) {
        BruteForce all = new BruteForce(program, commuting, limit);
        all.inOrder = true;
        return all.run() ? all.outcomes : Map.of();
    }

    /** Every trace, of those that differ by an exchange of threads with the same code one; empty if there are too many states. */
    static Set<String> orbits(SmallProgram program, boolean commuting, boolean inOrder, int limit) {
        BruteForce all = new BruteForce(program, commuting, limit);
        all.inOrder = inOrder;
        all.keepsOrbits = true;
        return all.run() ? all.orbits : Set.of();
    }

    /** Where everybody is, and what was done to each cell: layers of accesses that commute. */
    private static final class State {
        final List<Integer> pc = new ArrayList<>();
        final List<List<Long>> returned = new ArrayList<>();
        final List<Boolean> running = new ArrayList<>();
        final long[] value;
        final List<List<Set<String>>> layers = new ArrayList<>();
        /** Threads that have taken a step; follows from the rest. */
        final Set<Integer> begun = new HashSet<>();
        boolean crashed;

        State(SmallProgram program) {
            value = new long[program.cells()];
            for (int t = 0; t < program.threads().size(); t++) {
                pc.add(0);
                returned.add(new ArrayList<>());
                running.add(program.startsByItself(t));
            }
            for (int c = 0; c < program.cells(); c++) {
                layers.add(new ArrayList<>());
            }
        }

        State(State other) {
            value = other.value.clone();
            pc.addAll(other.pc);
            other.returned.forEach(r -> returned.add(new ArrayList<>(r)));
            running.addAll(other.running);
            for (List<Set<String>> cell : other.layers) {
                List<Set<String>> copy = new ArrayList<>();
                cell.forEach(layer -> copy.add(new java.util.TreeSet<>(layer)));
                layers.add(copy);
            }
            crashed = other.crashed;
            begun.addAll(other.begun);
        }

        /** What it is if thread {@code t} is called {@code name[t]}. */
        String exchanged(int[] name) {
            List<String> threads = new ArrayList<>(java.util.Collections.nCopies(pc.size(), ""));
            for (int t = 0; t < pc.size(); t++) {
                threads.set(name[t], pc.get(t) + " " + returned.get(t) + " " + running.get(t));
            }
            List<List<Set<String>>> renamed = new ArrayList<>();
            for (List<Set<String>> cell : layers) {
                renamed.add(cell.stream().map(layer -> layer.stream().map(access -> renamed(access, name))
                        .collect(java.util.stream.Collectors.<String, Set<String>>toCollection(java.util.TreeSet::new))).toList());
            }
            return threads + " " + renamed + " " + crashed;
        }

        private static String renamed(String access, int[] name) {
            int space = access.indexOf(' ');
            int dot = access.indexOf('.');
            return access.substring(0, space + 1) + name[Integer.parseInt(access.substring(space + 1, dot))] + access.substring(dot);
        }

        String key() {
            return pc + " " + returned + " " + running + " " + layers + " " + crashed;
        }
    }

    private boolean run() {
        ArrayDeque<State> todo = new ArrayDeque<>();
        State start = new State(program);
        for (int t = 0; t < program.threads().size(); t++) {
            settle(start, t);
        }
        todo.add(start);
        seen.add(start.key());
        while (!todo.isEmpty()) {
            State state = todo.pollLast();
            List<State> next = successors(state);
            if (next.isEmpty()) {
                outcomes.merge(outcome(state), 1L, Long::sum);
                if (keepsOrbits) {
                    orbits.add(program.exchanges().stream().map(state::exchanged).min(String::compareTo)
                            .orElseThrow());
                }
            }
            for (State s : next) {
                if (seen.add(s.key())) {
                    todo.add(s);
                }
            }
            if (seen.size() > limit) {
                return false;
            }
        }
        return true;
    }

    /** What can be, by who took the last step and with how many preemptions. */
    private record Node(State state, int last, int preemptions) {}

    /**
     * How many traces need so many preemptions, from 0 on: a thread is preempted if another one takes the next step although it
     * could. Empty if there are more than {@code limit} states.
     */
    static List<Long> byPreemptions(SmallProgram program, boolean commuting, int limit) {
        BruteForce all = new BruteForce(program, commuting, limit);
        State start = new State(program);
        for (int t = 0; t < program.threads().size(); t++) {
            all.settle(start, t);
        }
        ArrayDeque<Node> todo = new ArrayDeque<>(List.of(new Node(start, -1, 0)));
        Set<String> traces = new HashSet<>();
        List<Long> counts = new ArrayList<>();
        while (!todo.isEmpty()) {
            Node node = todo.pollFirst();
            if (!all.seen.add(node.last + " " + node.state.key())) {
                continue;
            }
            if (all.seen.size() > limit) {
                return List.of();
            }
            boolean goesOn = node.last >= 0 && !all.successors(node.state, node.last).isEmpty();
            boolean ends = true;
            for (int t = 0; t < program.threads().size(); t++) {
                for (State next : all.successors(node.state, t)) {
                    ends = false;
                    if (goesOn && t != node.last) {
                        todo.addLast(new Node(next, t, node.preemptions + 1));
                    } else {
                        todo.addFirst(new Node(next, t, node.preemptions));
                    }
                }
            }
            if (ends && traces.add(node.state.key())) {
                while (counts.size() <= node.preemptions) {
                    counts.add(0L);
                }
                counts.set(node.preemptions, counts.get(node.preemptions) + 1);
            }
        }
        return counts;
    }

    private List<State> successors(State state) {
        List<State> next = new ArrayList<>();
        for (int t = 0; t < program.threads().size(); t++) {
            next.addAll(successors(state, t));
        }
        return next;
    }

    private List<State> successors(State state, int t) {
        List<State> next = new ArrayList<>();
        List<Instruction> code = program.threads().get(t);
        if (!state.running.get(t) || state.pc.get(t) >= code.size() || inOrder && heldBack(state, t)) {
            return next;
        }
        Instruction i = code.get(state.pc.get(t));
        if (i.what() == Do.CHOOSE) {
            for (int outcome = 0; outcome < i.cell(); outcome++) {
                next.add(after(state, t, outcome));
            }
        } else if (i.op().ready(state.value[i.cell()], i.a())) {
            next.add(operation(state, t, i));
        }
        return next;
    }

    /** Whether a thread with the same code and a smaller number has to begin before it. */
    private boolean heldBack(State state, int t) {
        if (state.begun.contains(t) || !program.startsByItself(t)) {
            return false;
        }
        for (int elder = 0; elder < t; elder++) {
            if (program.equal(elder, t) && state.running.get(elder) && !state.begun.contains(elder)) {
                return true;
            }
        }
        return false;
    }

    private State operation(State state, int t, Instruction i) {
        long before = state.value[i.cell()];
        boolean reads = i.op().readsOnly(before, i.a());
        State next = new State(state);
        if (!reads) {
            next.value[i.cell()] = i.op().next(before, i.a(), i.b());
        }
        List<Set<String>> layers = next.layers.get(i.cell());
        boolean unused = commuting && SmallProgram.resultUnused(i.op());
        String kind = reads ? "read" : unused ? i.op().name() : "w";
        String access = kind + " " + t + "." + state.returned.get(t).size();
        if (!layers.isEmpty() && (reads || unused)
                && layers.get(layers.size() - 1).iterator().next().startsWith(kind + " ")) {
            layers.get(layers.size() - 1).add(access);
        } else {
            layers.add(new java.util.TreeSet<>(Set.of(access)));
        }
        return after(next, t, unused ? 0 : before);
    }

    private State after(State state, int t, long result) {
        State next = new State(state);
        next.returned.get(t).add(result);
        next.begun.add(t);
        next.pc.set(t, next.pc.get(t) + 1);
        settle(next, t);
        return next;
    }

    /** Runs what nobody else can see, up to the next operation or choice. */
    private void settle(State state, int t) {
        List<Instruction> code = program.threads().get(t);
        while (state.running.get(t) && state.pc.get(t) < code.size()) {
            Instruction i = code.get(state.pc.get(t));
            if (i.runs(state.returned.get(t).stream().mapToLong(Long::longValue).sum())) {
                if (i.what() == Do.OPERATION || i.what() == Do.CHOOSE) {
                    return;
                }
                if (i.what() == Do.BUG) {
                    state.crashed = true;
                    state.running.set(t, false);
                    return;
                }
                state.returned.get(t).add(0L);
                state.running.set(i.cell(), true);
                settle(state, i.cell());
            }
            state.pc.set(t, state.pc.get(t) + 1);
        }
        state.running.set(t, false);
    }

    private String outcome(State state) {
        if (state.crashed) {
            return "[crashed] bug";
        }
        StringBuilder text = new StringBuilder(state.running.contains(true) ? "[stuck] " : "");
        text.append(state.returned);
        for (long value : state.value) {
            text.append(", ").append(value);
        }
        return text.toString();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An execution that is over: its steps and events, which happens before which, its choices, and its races. */
final class Ran {
    /** A race, with what is needed to know the two in another execution: their threads and which of its operations each is. */
    record Pair(int first, int second, int firstThread, int firstNumber, int secondThread, int secondNumber, int cell) {}

    /** A choice, which of its thread's it is, and what else it could have been. */
    record Chosen(int at, int thread, int number, int outcome, int alternatives) {}

    private final int length;
    private final int[] thread;
    private final byte[] kind;
    private final Log log;
    private final Map<Integer, List<Integer>> choices = new HashMap<>();
    private final List<Chosen> chosen = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();

    /** What {@code execution} has just done. */
    Ran(Execution execution) {
        log = execution.log.copy();
        length = log.length();
        thread = log.thread;
        kind = log.kind;
        Path path = execution.path;
        int[] entry = new int[path.length()];
        int step = 0;
        for (int e = 0; e < length; e++) {
            if (kind[e] == Log.STEP) {
                if (path.choice[step] >= 0) {
                    List<Integer> own = choices.computeIfAbsent(thread[e], t -> new ArrayList<>());
                    chosen.add(new Chosen(e, thread[e], own.size(), path.choice[step], path.alternatives[step]));
                    own.add(path.choice[step]);
                }
                entry[step++] = e;
            }
        }
        int[] number = numbers(path);
        Access second = new Access(path);
        for (int s = 0; s < path.length(); s++) {
            if (path.cell[s] != Path.NO_CELL) {
                second.performed(s);
                for (int first : races(path, second, path.previousOnCell[s])) {
                    pairs.add(new Pair(entry[first], entry[s], path.thread[first], number[first], path.thread[s], number[s],
                            path.cell[s]));
                }
            }
        }
        for (int i = 0; i < execution.threads.count(); i++) {
            LogicalThread t = execution.threads.born(i);
            if (t.stranded && t.op != null && t.cell != null) {
                second.pending(t, t.op, t.cell);
                for (int first : races(path, second, path.lastOnCell(second.cell))) {
                    pairs.add(new Pair(entry[first], -1, path.thread[first], number[first], t.id, -1, second.cell));
                }
            }
        }
    }

    /** Of each step, which of its thread's operations and choices it is. */
    static int[] numbers(Path path) {
        int[] number = new int[path.length()];
        for (int s = 0; s < number.length; s++) {
            number[s] = path.previousOfThread[s] < 0 ? 0 : number[path.previousOfThread[s]] + 1;
        }
        return number;
    }

    /** The steps that nothing but their own cell makes come before the second access. */
    private static List<Integer> races(Path path, Access second, int last) {
        List<Integer> races = new ArrayList<>();
        for (int m = last; m >= 0; m = path.previousOnCell[m]) {
            if (!Path.commute(path.kind[m], second.kind) && !second.mustFollow(m)
                    && (!second.waits() || second.ready(path.before[m]))) {
                races.add(m);
            }
        }
        return races;
    }

    /** Whether something comes before one of these steps, or is one. */
    boolean leadsTo(int e, List<Integer> steps) {
        return steps.stream().anyMatch(s -> s == e || log.before(e, s));
    }

    List<Pair> pairs() {
        return pairs;
    }

    int length() {
        return length;
    }

    /** Outcomes of each thread's choices, boot's included. */
    Map<Integer, List<Integer>> choices() {
        return choices;
    }

    /** The same with another outcome of one choice. */
    Map<Integer, List<Integer>> choicesBut(Chosen choice, int outcome) {
        Map<Integer, List<Integer>> other = new HashMap<>(choices);
        List<Integer> own = new ArrayList<>(other.getOrDefault(choice.thread, List.of()));
        own.set(choice.number, outcome);
        other.put(choice.thread, own);
        return other;
    }

    List<Chosen> chosen() {
        return chosen;
    }

    /** Whether a schedule decides about it. */
    private boolean decided(int e) {
        return thread[e] != 0 && kind[e] != Log.BOUND;
    }

    /** Threads of the steps from one position to before another that a schedule decides about. */
    int[] asRun(int from, int to) {
        return threads(from, to, -1);
    }

    /**
     * The steps up to the second of the pair, without the first and what comes after it: what is to be done so that the second
     * comes before the first.
     */
    int[] reversed(Pair pair) {
        int end = pair.second < 0 ? length : pair.second;
        int[] before = threads(0, end, pair.first);
        int[] order = Arrays.copyOf(before, before.length + 1);
        order[before.length] = pair.secondThread;
        return order;
    }

    /** The other steps, in their order. */
    int[] rest(Pair pair) {
        int end = pair.second < 0 ? length : pair.second;
        List<Integer> rest = new ArrayList<>();
        for (int e = pair.first; e < length; e++) {
            if (decided(e) && e != pair.second && (e > end || !independent(pair.first, e))) {
                rest.add(thread[e]);
            }
        }
        return rest.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] threads(int from, int to, int without) {
        List<Integer> some = new ArrayList<>();
        for (int e = from; e < to; e++) {
            if (decided(e) && (without < 0 || e < without || independent(without, e))) {
                some.add(thread[e]);
            }
        }
        return some.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean independent(int first, int e) {
        return e != first && !log.before(first, e);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/**
 * The steps of one execution, and the orders in which they may be taken without anything being different for anybody: what
 * happens before stays before. Steps are those that a schedule decides about, events included.
 */
final class Orders {
    private final int n;
    private final int[] thread;
    /** Outcome of the step's choice, or -1. */
    private final int[] choice;
    /** Whether it is an operation that may have to wait. */
    private final boolean[] waits;
    /** {@code before[a][b]}: a happens before b. */
    private final boolean[][] before;
    /** The step with which each entry of the log goes, or -1. */
    private final int[] stepOfEntry;
    /** Outcomes of the choices that boot made. */
    private final List<Integer> bootChoices = new ArrayList<>();

    Orders(Log log, Path path) {
        int entries = log.length();
        stepOfEntry = new int[entries];
        int[] entryOf = new int[entries];
        int[] chosen = new int[entries];
        boolean[] waiting = new boolean[entries];
        int count = 0;
        int pathStep = 0;
        int[] lastOfThread = new int[256];
        Arrays.fill(lastOfThread, -1);
        for (int e = 0; e < entries; e++) {
            int t = log.thread[e];
            if (t >= lastOfThread.length) {
                int old = lastOfThread.length;
                lastOfThread = Arrays.copyOf(lastOfThread, Math.max(2 * old, t + 1));
                Arrays.fill(lastOfThread, old, lastOfThread.length, -1);
            }
            boolean step = log.kind[e] == Log.STEP;
            Op op = step ? path.op[pathStep] : null;
            int outcome = step ? path.choice[pathStep++] : -1;
            if (t == 0 && outcome >= 0) {
                bootChoices.add(outcome);
            }
            if (t != 0 && log.kind[e] != Log.BOUND) {
                entryOf[count] = e;
                chosen[count] = outcome;
                waiting[count] = op != null && op.waits();
                lastOfThread[t] = count++;
            }
            stepOfEntry[e] = lastOfThread[t];
        }
        n = count;
        thread = new int[n];
        choice = Arrays.copyOf(chosen, n);
        waits = Arrays.copyOf(waiting, n);
        before = new boolean[n][n];
        for (int b = 0; b < n; b++) {
            thread[b] = log.thread[entryOf[b]];
            for (int a = 0; a < b; a++) {
                before[a][b] = log.before(entryOf[a], entryOf[b]);
            }
        }
    }

    /** The step with which an entry of the log goes, or -1 if it is boot's or the end's. */
    int step(int entry) {
        return entry >= 0 && entry < stepOfEntry.length ? stepOfEntry[entry] : -1;
    }

    /** As it ran. */
    int[] asRun() {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    /** The steps of one thread after those of another: no order in which they can be taken, but always the same. */
    int[] byThread(IntBinaryOperator comparesThreads) {
        return IntStream.range(0, n).boxed()
                .sorted((a, b) -> thread[a] == thread[b] ? a - b : comparesThreads.applyAsInt(thread[a], thread[b]))
                .mapToInt(Integer::intValue).toArray();
    }

    /** The {@code early} steps with what they need first, then what does not need {@code late}, then the rest. */
    int[] lateAfter(int late, List<Integer> early) {
        List<Integer> first = new ArrayList<>();
        List<Integer> middle = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        for (int s = 0; s < n; s++) {
            int step = s;
            if (early.stream().anyMatch(e -> e >= 0 && (e == step || before[step][e]))) {
                first.add(s);
            } else if (s == late || before[late][s]) {
                last.add(s);
            } else {
                middle.add(s);
            }
        }
        first.addAll(middle);
        first.addAll(last);
        return first.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * An order with few switches that keeps the given steps in the order in which {@code order} has them.
     *
     * @param start the thread to begin with, if it can; -1: the thread of the first step
     */
    int[] fewSwitches(int[] order, List<Integer> fixed, int start) {
        int[] place = new int[n];
        int[] missing = new int[n];
        boolean[] kept = among(fixed);
        for (int i = 0; i < n; i++) {
            place[order[i]] = i;
        }
        for (int b = 0; b < n; b++) {
            for (int a = 0; a < n; a++) {
                missing[b] += mustPrecede(a, b, kept, place) ? 1 : 0;
            }
        }
        boolean[] done = new boolean[n];
        int[] result = new int[n];
        int running = start;
        for (int i = 0; i < n; i++) {
            int next = -1;
            for (int candidate : order) {
                if (!done[candidate] && missing[candidate] == 0 && (next < 0 || thread[candidate] == running)) {
                    next = candidate;
                    if (thread[candidate] == running) {
                        break;
                    }
                }
            }
            result[i] = next;
            done[next] = true;
            running = thread[next];
            for (int b = 0; b < n; b++) {
                missing[b] -= mustPrecede(next, b, kept, place) ? 1 : 0;
            }
        }
        return result;
    }

    /**
     * The beginning of an order with the fewest preemptions in which a thread goes on as long as the order lets it.
     *
     * @param order keeps the {@code fixed} steps as they are in this one
     * @param wanted steps at which it may end; all if none is one of its steps
     */
    int[] fewPreemptions(int[] order, List<Integer> fixed, List<Integer> wanted) {
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            place[order[i]] = i;
        }
        boolean[] kept = among(fixed);
        boolean[][] must = new boolean[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                must[a][b] = a != b && mustPrecede(a, b, kept, place);
            }
        }
        List<Integer> some = wanted.stream().filter(s -> s >= 0).toList();
        return new FewPreemptions(thread, waits, must).order(some);
    }

    private boolean mustPrecede(int a, int b, boolean[] kept, int[] place) {
        return before[a][b] || kept[a] && kept[b] && place[a] < place[b];
    }

    /** Which steps are among these; those that are none of its steps are left out. */
    private boolean[] among(List<Integer> steps) {
        boolean[] among = new boolean[n];
        for (int step : steps) {
            if (step >= 0 && step < n) {
                among[step] = true;
            }
        }
        return among;
    }

    /** An order up to the last of these steps; all of it if they are none of its steps. */
    int[] upTo(int[] order, List<Integer> steps) {
        int length = 0;
        for (int i = 0; i < n; i++) {
            if (steps.contains(order[i])) {
                length = i + 1;
            }
        }
        return length == 0 ? order : Arrays.copyOf(order, length);
    }

    /** Thread ids in an order. */
    int[] threads(int[] order) {
        int[] ids = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            ids[i] = thread[order[i]];
        }
        return ids;
    }

    /** Outcomes of choices in an order, boot's first. */
    List<Integer> choices(int[] order) {
        List<Integer> outcomes = new ArrayList<>(bootChoices);
        for (int step : order) {
            if (choice[step] >= 0) {
                outcomes.add(choice[step]);
            }
        }
        return outcomes;
    }

    /** Ids of the threads that take steps, in the order in which they begin. */
    int[] everybody() {
        return Arrays.stream(thread).distinct().toArray();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts steps of which some must precede others into an order with few preemptions, and of these with few steps: the cheapest
 * way through the states that are between two switches (Dijkstra). A thread goes on until its next step must not come yet. Whether it
 * could go on nevertheless is a guess for a step that may wait, so what comes out is to be run and counted.
 */
final class FewPreemptions {
    /** States looked at before the search gives up. */
    private static final int MOST = 20_000;

    private final int[] thread;
    private final boolean[] waits;
    /** Steps of each thread in their order. */
    private final List<List<Integer>> steps = new ArrayList<>();
    private final int[] index;
    /** How many steps of each thread must precede a step. */
    private final int[][] needs;

    private record State(int[] done, int running, int preemptions, int length, @Nullable State before, int from) {}

    FewPreemptions(int[] thread, boolean[] waits, boolean[][] must) {
        this.waits = waits;
        int n = thread.length;
        int[] ids = Arrays.stream(thread).distinct().toArray();
        this.thread = new int[n];
        index = new int[n];
        needs = new int[n][ids.length];
        for (int id : ids) {
            steps.add(new ArrayList<>());
        }
        for (int s = 0; s < n; s++) {
            int t = 0;
            while (ids[t] != thread[s]) {
                t++;
            }
            this.thread[s] = t;
            index[s] = steps.get(t).size();
            steps.get(t).add(s);
        }
        for (int b = 0; b < n; b++) {
            for (int a = 0; a < n; a++) {
                if (must[a][b] && this.thread[a] != this.thread[b]) {
                    needs[b][this.thread[a]] = Math.max(needs[b][this.thread[a]], index[a] + 1);
                }
            }
        }
    }

    /** The order up to the last of the wanted steps, of all if none is wanted; empty if none was found. */
    int[] order(List<Integer> wanted) {
        int[] target = new int[steps.size()];
        for (int s = 0; s < index.length; s++) {
            if (wanted.isEmpty() || wanted.contains(s)) {
                target[thread[s]] = Math.max(target[thread[s]], index[s] + 1);
            }
        }
        PriorityQueue<State> todo = new PriorityQueue<>(Comparator.comparingInt(State::preemptions)
                .thenComparingInt(State::length));
        int[] start = new int[steps.size()];
        for (int t = 0; t < start.length; t++) {
            go(new State(start, -1, 0, 0, null, 0), t, target, todo);
        }
        Set<List<Integer>> seen = new HashSet<>();
        for (State state = todo.poll(); state != null && seen.size() < MOST; state = todo.poll()) {
            if (reached(state.done, target)) {
                return written(state);
            }
            List<Integer> key = new ArrayList<>();
            for (int done : state.done) {
                key.add(done);
            }
            key.add(state.running);
            if (seen.add(key)) {
                for (int t = 0; t < start.length; t++) {
                    if (t != state.running) {
                        go(state, t, target, todo);
                    }
                }
            }
        }
        return new int[0];
    }

    /** Switches to a thread and lets it go on as far as it can. */
    private void go(State from, int t, int[] target, PriorityQueue<State> todo) {
        int[] done = from.done.clone();
        List<Integer> mine = steps.get(t);
        while (done[t] < mine.size() && ready(mine.get(done[t]), done) && !reached(done, target)) {
            done[t]++;
        }
        int ran = done[t] - from.done[t];
        if (ran > 0) {
            boolean preempts = from.running >= 0 && from.done[from.running] < steps.get(from.running).size()
                    && !waits[steps.get(from.running).get(from.done[from.running])];
            todo.add(new State(done, t, from.preemptions + (preempts ? 1 : 0), from.length + ran, from, from.done[t]));
        }
    }

    private boolean ready(int step, int[] done) {
        for (int t = 0; t < done.length; t++) {
            if (needs[step][t] > done[t]) {
                return false;
            }
        }
        return true;
    }

    private static boolean reached(int[] done, int[] target) {
        for (int t = 0; t < done.length; t++) {
            if (done[t] < target[t]) {
                return false;
            }
        }
        return true;
    }

    private int[] written(State last) {
        int[] order = new int[last.length];
        int end = last.length;
        for (State s = last; s != null && s.running >= 0; s = s.before) {
            int count = s.done[s.running] - s.from;
            end -= count;
            for (int i = 0; i < count; i++) {
                order[end + i] = steps.get(s.running).get(s.from + i);
            }
        }
        return order;
    }
}

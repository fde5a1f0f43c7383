// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The strategy that takes orders with few preemptions first: a preemption leaves a thread that could go on. Iterative context
 * bounding (Musuvathi, Qadeer, "Iterative Context Bounding for Systematic Testing of Multithreaded Programs", PLDI 2007), over a
 * graph whose nodes are what an execution has become: the trace of what was done, whatever the order, and who took the last step. A
 * node is gone on from once, or again if it is reached with fewer preemptions than before.
 *
 * <p>A thread is preempted only before a step that races with a later step of another thread in some run that was made (compare
 * Coons, Musuvathi, McKinley, "Bounded Partial-Order Reduction", OOPSLA 2013). Nothing is lost by that. Take an order within the
 * bound, and let each preempted thread go on, past the steps that do not race, to one that does, or to where it waits or ends. If
 * no step that is now done earlier conflicts with one that it overtakes, that is the same trace, with no more preemptions, and all
 * of them are before races. If one did conflict, take the first that does: the order up to there is one that is searched, and in
 * it the overtaken step is its thread's next, is not bound to come later, and so is seen to race, also if it waits for ever.
 * So that preemption was before a race. What is found to race later makes up for the preemptions that were left out.
 */
class PreemptionSearch implements Strategy {
    /** A step that was taken, and what was done before it. */
    private record Taken(@Nullable Taken before, int thread, int choice, int depth) {}

    /** A step to take after others. {@code choice}: -1: the first outcome, if it is a choice. */
    private record Item(@Nullable Taken after, int thread, int choice, int preemptions) {}

    /** Whoever could have taken the step in place of {@code thread}, after {@code preemptions}. */
    private record LeftOut(@Nullable Taken after, int[] others, int preemptions) {}

    private final Execution execution;
    private final Path path;
    private final int maxSteps;
    private final int bound;
    private final TraceClass trace = new TraceClass();
    private final Prints nodes = new Prints();
    private final List<ArrayDeque<Item>> todo = new ArrayList<>();
    private final Set<Long> racing = new HashSet<>();
    private final Map<Long, List<LeftOut>> leftOut = new HashMap<>();
    /** Steps before which nobody was preempted because the bound was reached. */
    private final Set<Long> atBound = new HashSet<>();

    /** What the run is to do before it is free, by thread and choice. */
    private int[] thread = new int[64];
    private int[] choice = new int[64];
    private Taken[] taken = new Taken[64];
    private int planned;
    /** Preemptions of the run. */
    private int preemptions;
    private boolean merged;
    private boolean begun;
    private @Nullable HiddenNondeterminism differs;

    /** @param bound most preemptions, from 0 to 100 */
    PreemptionSearch(Execution execution, int maxSteps, int bound) {
        this.execution = execution;
        this.path = execution.path;
        this.maxSteps = maxSteps;
        this.bound = bound;
        for (int i = 0; i <= bound; i++) {
            todo.add(new ArrayDeque<>());
        }
    }

    /** Before a run: plans it. False if there is none left. */
    boolean begin() {
        merged = false;
        differs = null;
        trace.restart();
        if (!begun) {
            begun = true;
            return true;
        }
        for (ArrayDeque<Item> items : todo) {
            Item item = items.pollLast();
            if (item != null) {
                plan(item);
                return true;
            }
        }
        return false;
    }

    private void plan(Item item) {
        int depth = item.after == null ? 0 : item.after.depth + 1;
        while (depth >= thread.length) {
            thread = Arrays.copyOf(thread, 2 * thread.length);
            choice = Arrays.copyOf(choice, thread.length);
            taken = Arrays.copyOf(taken, thread.length);
        }
        for (Taken at = item.after; at != null; at = at.before) {
            thread[at.depth] = at.thread;
            choice[at.depth] = at.choice;
            taken[at.depth] = at;
        }
        thread[depth] = item.thread;
        choice[depth] = item.choice;
        planned = depth + 1;
        preemptions = item.preemptions;
    }

    /** How many steps the next run has in common with the last. */
    int keep() {
        int same = 0;
        while (same < planned - 1 && same < path.length() && path.thread[same] == thread[same]
                && path.choice[same] == choice[same]) {
            same++;
        }
        return same;
    }

    /** Whether the run came to where another one had been: that one did the rest. */
    boolean merged() {
        return merged;
    }

    /** Preemptions of the run, at most. */
    int preemptions() {
        return preemptions;
    }

    /** The fewest preemptions that a run still to be made has, or one more than the bound. */
    int next() {
        int next = 0;
        while (next <= bound && todo.get(next).isEmpty()) {
            next++;
        }
        return next;
    }

    /** Runs that are known and were not made. */
    int pending() {
        return todo.stream().mapToInt(ArrayDeque::size).sum();
    }

    /** Whether there are orders with more preemptions that may be other traces. */
    boolean beyond() {
        return atBound.stream().anyMatch(racing::contains);
    }

    /** Different nodes that were seen. */
    int nodes() {
        return nodes.size();
    }

    @Nullable HiddenNondeterminism differs() {
        return differs;
    }

    /** The trace of the run. */
    TraceClass trace() {
        return trace;
    }

    @Override
    public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
        int step = path.length();
        if (merged || differs != null) {
            execution.cut();
            return null;
        }
        if (step < planned) {
            LogicalThread t = threads.byId(thread[step]);
            if (!threads.canStep(t)) {
                differs = new HiddenNondeterminism(step, t + " can take no step, and took one when it was run the same way before");
                execution.cut(t);
                return null;
            }
            return t;
        }
        LogicalThread goesOn = current != null && threads.canStep(current) ? current : null;
        LogicalThread next = goesOn != null ? goesOn : threads.first();
        if (next == null || step >= maxSteps) {
            waiting(threads);
            if (next != null) {
                execution.cut(path.busiest(threads));
            }
            return null;
        }
        int[] others = others(threads, next);
        Taken after = step == 0 ? null : taken[step - 1];
        if (goesOn == null) {
            add(after, others, preemptions);
        } else if (others.length > 0 && next.op != null && next.cell != null) {
            long key = key(next.id, next.time + 1, next.cell.id());
            if (preemptions == bound) {
                atBound.add(key);
            } else {
                preempt(key, new LeftOut(after, others, preemptions));
            }
        }
        return next;
    }

    private static int[] others(Threads threads, LogicalThread next) {
        int n = 0;
        int[] others = new int[threads.count()];
        for (int i = 0; i < threads.count(); i++) {
            LogicalThread t = threads.born(i);
            if (t != next && threads.canStep(t)) {
                others[n++] = t.id;
            }
        }
        return n == others.length ? others : Arrays.copyOf(others, n);
    }

    private void preempt(long key, LeftOut left) {
        if (!racing.contains(key)) {
            leftOut.computeIfAbsent(key, k -> new ArrayList<>()).add(left);
        } else {
            add(left.after, left.others, left.preemptions + 1);
        }
    }

    private void add(@Nullable Taken after, int[] threads, int with) {
        ArrayDeque<Item> items = todo.get(with);
        for (int i = threads.length - 1; i >= 0; i--) {
            items.addLast(new Item(after, threads[i], -1, with));
        }
    }

    /** A step of a thread by its number among the thread's steps and events. */
    private static long key(int threadId, int time, int cell) {
        return ((long) threadId << 48) + ((long) cell << 24) + time;
    }

    /** The access races with those up to a step that nothing makes come before it. */
    void races(int step, int threadId, int cell, int kind, int[] knows) {
        for (int m = step; m >= 0; m = path.previousOnCell[m]) {
            if (path.thread[m] != threadId && !Path.commute(path.kind[m], kind) && !path.knows(knows, m)) {
                long key = key(path.thread[m], path.time[m], cell);
                if (racing.add(key)) {
                    List<LeftOut> left = leftOut.remove(key);
                    if (left != null) {
                        left.forEach(l -> preempt(key, l));
                    }
                }
            }
        }
    }

    /** Who will not go on races with what it could have come before. */
    private void waiting(Threads threads) {
        for (int i = 0; i < threads.count(); i++) {
            LogicalThread t = threads.born(i);
            if (t.live && t.op != null && t.cell != null) {
                int kind = path.kind(t.op);
                races(path.lastOnCell(t.cell.id()), t.id, t.cell.id(), kind, t.clock);
            }
        }
    }

    @Override
    public int choose(LogicalThread t) {
        int step = path.length();
        if (step < planned && choice[step] >= 0) {
            return Math.min(choice[step], t.alternatives - 1);
        }
        Taken after = step == 0 ? null : taken[step - 1];
        for (int outcome = t.alternatives - 1; outcome > 0; outcome--) {
            todo.get(preemptions).addLast(new Item(after, t.id, outcome, preemptions));
        }
        return 0;
    }

    @Override
    public void stepped(int step) {
        trace.add(path, step);
        if (step < planned - 1) {
            return;
        }
        if (step >= taken.length) {
            thread = Arrays.copyOf(thread, 2 * taken.length);
            choice = Arrays.copyOf(choice, thread.length);
            taken = Arrays.copyOf(taken, thread.length);
        }
        taken[step] = new Taken(step == 0 ? null : taken[step - 1], path.thread[step], path.choice[step], step);
        if (path.cell[step] != Path.NO_CELL) {
            races(path.previousOnCell[step], path.thread[step], path.cell[step], path.kind[step], path.base[step]);
        }
        long who = TraceClass.mix(path.thread[step] + 1L);
        int before = nodes.note(trace.high() ^ who, trace.low() + who, preemptions);
        merged = before >= 0 && before <= preemptions;
    }

    @Override
    public boolean partsEvents() {
        return false;
    }
}

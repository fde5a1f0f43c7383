// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The strategy that begins as it is told, and then takes what is left of an execution in its order: at each step the first of those
 * that are left whose thread can take one. So it stays as near to that execution as it can.
 */
final class Follower implements Strategy {
    private static final int MAX_STEPS = 1_000_000;

    private final Execution execution;
    private final int[] told;
    private final @Nullable Integer cell;
    private final List<Integer> rest;
    private final Map<Integer, List<Integer>> choices;
    private final Map<Integer, Integer> chosenOf = new HashMap<>();
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> chosen = new ArrayList<>();
    private boolean failed;

    /**
     * @param told ids of threads
     * @param cell of the operation that the last step told is to be; null: of any
     * @param rest what is left, ids of threads
     * @param choices outcomes of choices, by thread
     */
    Follower(Execution execution, int[] told, @Nullable Integer cell, int[] rest, Map<Integer, List<Integer>> choices) {
        this.execution = execution;
        this.told = told;
        this.cell = cell;
        this.rest = new ArrayList<>(Arrays.stream(rest).boxed().toList());
        this.choices = choices;
    }

    @Override
    public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
        int step = taken.size();
        LogicalThread next = step < told.length ? told(threads, step) : left(threads, current);
        if (failed || next != null && step >= MAX_STEPS) {
            failed = true;
            execution.cut();
            return null;
        }
        if (next != null) {
            taken.add(threads.birth(next));
        }
        return next;
    }

    private @Nullable LogicalThread told(Threads threads, int step) {
        LogicalThread t = told[step] < threads.ids() ? threads.byId(told[step]) : null;
        boolean last = step == told.length - 1;
        boolean fits = t != null && threads.canStep(t)
                && (!last || cell == null || t.op != null && t.cell != null && t.cell.id() == cell);
        failed |= !fits;
        return fits ? t : null;
    }

    private @Nullable LogicalThread left(Threads threads, @Nullable LogicalThread current) {
        for (int i = 0; i < rest.size(); i++) {
            LogicalThread t = threads.byId(rest.get(i));
            if (threads.canStep(t)) {
                rest.remove(i);
                return t;
            }
        }
        return current != null && threads.canStep(current) ? current : threads.first();
    }

    @Override
    public int choose(LogicalThread t) {
        int number = chosenOf.merge(t.id, 1, Integer::sum) - 1;
        List<Integer> outcomes = choices.getOrDefault(t.id, List.of());
        int outcome = number < outcomes.size() ? Math.min(outcomes.get(number), t.alternatives - 1) : 0;
        chosen.add(outcome);
        return outcome;
    }

    @Override
    public void stepped(int step) {}

    @Override
    public boolean partsEvents() {
        return true;
    }

    /** Whether it could not do what it was told. */
    boolean failed() {
        return failed;
    }

    /** What it did. */
    Schedule schedule(String modelHash) {
        return new Schedule(modelHash, taken, chosen);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strategy that does what it is told, step by step, events included, and then goes on with as few switches as it can. */
final class Guide implements Strategy {
    private final Execution execution;
    private final int[] who;
    private final boolean byBirth;
    private final List<Integer> choices;
    private final int maxSteps;

    private int step;
    private int choice;
    private @Nullable ScheduleMismatch mismatch;
    private boolean preempts;
    private boolean watched;

    /** What was really done: birth numbers, outcomes; and after how many steps nothing was done but the ordinary. */
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> chosen = new ArrayList<>();
    /** Length of the log at each preemption. */
    private final List<Integer> preempted = new ArrayList<>();
    private int needed;
    private List<Context> enabled = List.of();

    /** @param byBirth {@code who} numbers threads by birth from 1; otherwise these are their ids */
    Guide(Execution execution, int[] who, boolean byBirth, List<Integer> choices, int maxSteps) {
        this.execution = execution;
        this.who = who;
        this.byBirth = byBirth;
        this.choices = choices;
        this.maxSteps = maxSteps;
    }

    @Override
    public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
        if (mismatch != null) {
            return null;
        }
        LogicalThread ordinary = current != null && threads.canStep(current) ? current : threads.first();
        LogicalThread next = ordinary;
        if (step < who.length) {
            next = byBirth ? who[step] > threads.count() ? null : threads.born(who[step] - 1) : threads.byId(who[step]);
            if (next == null) {
                return refuse("step " + step + " is one of thread " + who[step] + ", and there are only " + threads.count());
            }
            if (!threads.canStep(next)) {
                return refuse("step " + step + " is one of " + next + ", which " + (next.live
                        ? "waits in " + Waiting.blocked(next, threads).what() : "has ended"));
            }
        } else if (next != null && step >= maxSteps) {
            execution.cut();
            return null;
        }
        if (next == null) {
            return null;
        }
        if (watched) {
            enabled = enabled(threads);
        }
        preempts = current != null && next != current && threads.canStep(current);
        if (preempts) {
            preempted.add(execution.log.length());
        }
        step++;
        taken.add(threads.birth(next));
        if (next != ordinary) {
            needed = step;
        }
        return next;
    }

    private static List<Context> enabled(Threads threads) {
        List<Context> all = new ArrayList<>();
        for (int i = 0; i < threads.count(); i++) {
            if (threads.canStep(threads.born(i))) {
                all.add(threads.born(i).context);
            }
        }
        return all;
    }

    private @Nullable LogicalThread refuse(String why) {
        if (mismatch == null) {
            mismatch = new ScheduleMismatch(step, why);
        }
        execution.cut();
        return null;
    }

    @Override
    public int choose(LogicalThread thread) {
        int value = choice < choices.size() ? choices.get(choice) : 0;
        choice++;
        if (value >= thread.alternatives) {
            refuse("step " + step + " chooses " + value + " of only " + thread.alternatives);
            value = 0;
        }
        chosen.add(value);
        return value;
    }

    @Override
    public void stepped(int pathStep) {}

    @Override
    public boolean partsEvents() {
        return true;
    }

    /**
     * After the run.
     *
     * @throws ScheduleMismatch if what was told did not fit, or the program ended before all of it was done
     */
    void check() {
        if (mismatch == null && step < who.length) {
            mismatch = new ScheduleMismatch(step, "the program ended after step " + step + " of " + who.length);
        }
        if (mismatch != null) {
            throw mismatch;
        }
    }

    /** From now on writes down who could take each step. */
    Guide watched() {
        watched = true;
        return this;
    }

    /** Who could take a step when the last one was decided. */
    List<Context> enabled() {
        return enabled;
    }

    /** Whether the last decision left somebody who could have gone on. */
    boolean preempts() {
        return preempts;
    }

    /** How often somebody was left who could have gone on, before so many steps and events. */
    int preemptions(int before) {
        return (int) preempted.stream().filter(at -> at < before).count();
    }

    /** The shortest schedule that does the same. */
    Schedule schedule(String modelHash) {
        return new Schedule(modelHash, taken.subList(0, needed), chosen);
    }
}

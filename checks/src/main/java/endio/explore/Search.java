// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import org.jspecify.annotations.Nullable;

/**
 * The strategy that takes every Mazurkiewicz trace of a program once: follows the path up to the last step that has a branch left,
 * then that branch's sequence, then goes on with as few switches as it can.
 */
final class Search implements Strategy {
    private final Execution execution;
    private final Path path;
    private final Branches branches;
    private final Reversal reversal;
    private final int maxSteps;

    /** The next run is the first of a task that others made: its first steps lead there, and are new to this path. */
    private Branch @Nullable [] lead;
    /** Steps of it of which all races have been looked at. */
    private int checked;
    /** The step at which the next run leaves the path. */
    private int planned;
    /** The branch that it takes there; null: there was no run yet. */
    private @Nullable Branch plan;
    /** The branch to take next; null: nothing is planned any more. */
    private @Nullable Branch next;
    /** The node whose child it is; null for the first. */
    private @Nullable Branch parent;
    private boolean redundant;
    private @Nullable HiddenNondeterminism differs;

    /** A search by one worker alone. */
    Search(Execution execution, int maxSteps) {
        this(execution, maxSteps, new Frontier(1));
    }

    Search(Execution execution, int maxSteps, Frontier frontier) {
        this.execution = execution;
        this.branches = new Branches(frontier);
        this.path = execution.path;
        this.maxSteps = maxSteps;
        this.reversal = new Reversal(path, branches, execution.threads);
    }

    /** How many steps of the next run are those of the last. */
    int keep() {
        return lead == null ? planned : 0;
    }

    /** Leaves what it did and goes to a task. */
    void enter(Task task) {
        lead = branches.enter(task);
        reversal.begin(task.fork().races);
        checked = task.fork().checked;
        planned = task.fork().step;
        plan = lead[planned];
    }

    /** Before a run. */
    void begin() {
        next = plan;
        parent = null;
        redundant = false;
        differs = null;
    }

    /** Whether the next run may turn out to be done by another part of a divided search. */
    boolean mayRepeat() {
        return branches.divided();
    }

    /** Whether all that the run could still do was covered by other runs. */
    boolean redundant() {
        return redundant;
    }

    /** Where the run did not repeat what the last one did, or null. */
    @Nullable HiddenNondeterminism differs() {
        return differs;
    }

    /** After a run: finds what it calls for. {@code ended}: it was not cut, so who is left waits for ever. */
    void learn(boolean ended) {
        reversal.reverseRaces(lead == null ? planned : checked, ended);
        lead = null;
    }

    /** Lets others have what they can do of what is to be done. */
    void share() {
        branches.share(path, reversal.races());
    }

    /** All that is to be done on the path of the last run, written as if it were shared. */
    Fork[] forks() {
        return branches.forksUpTo(path, path.length(), reversal.races());
    }

    /** Goes to the next branch; false if there is none. */
    boolean advance() {
        int step = branches.last(path.length());
        if (step < 0) {
            return false;
        }
        plan = branches.next(step);
        planned = step;
        return true;
    }

    /** Branches that are known and wait to be tried. */
    int pending() {
        return branches.pending(path.length());
    }

    @Override
    public @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current) {
        int step = path.length();
        if (step < planned) {
            return lead == null ? again(threads, step) : follow(threads, step, lead[step]);
        }
        if (next != null) {
            return follow(threads, step, next);
        }
        if (step >= maxSteps && threads.first() != null) {
            execution.cut(path.busiest(threads));
            return null;
        }
        if (branches.sleepers(step) > 0) {
            return awake(threads, step);
        }
        return current != null && threads.canStep(current) ? current : threads.first();
    }

    private @Nullable LogicalThread follow(Threads threads, int step, Branch branch) {
        LogicalThread t = threads.met(branch.thread);
        if (t == null || !t.live) {
            return different(step, null, "a thread does not run that did when it was run the same way before");
        }
        boolean same = branch.cell == Path.NO_CELL ? t.alternatives > 0
                : t.op != null && t.cell != null && t.cell.id() == branch.cell;
        return threads.canStep(t) && same ? t : different(step, t, doing(t) + ", and did another thing before");
    }

    private @Nullable LogicalThread again(Threads threads, int step) {
        LogicalThread t = threads.byId(path.thread[step]);
        if (!threads.canStep(t) || t.op != path.op[step] || t.alternatives != path.alternatives[step]
                || t.op != null && t.cell != null && t.cell.id() != path.cell[step]) {
            return different(step, t, doing(t) + ", and did " + (path.op[step] == null ? "a choice" : path.op[step])
                    + " of another cell or at another time when it was run the same way before");
        }
        return t;
    }

    private static String doing(LogicalThread t) {
        return t + (!t.live ? " has ended" : t.op == null ? " is about to choose" : " is about to do " + t.op + " " + t.cell);
    }

    private @Nullable LogicalThread different(int step, @Nullable LogicalThread t, String what) {
        if (differs == null) {
            differs = new HiddenNondeterminism(step, what);
        }
        execution.cut();
        if (t != null) {
            execution.whereabouts.ask(t);
        }
        return null;
    }

    /** Somebody whose next step does not sleep. If there is nobody, to go on would repeat a run of another part of the search. */
    private @Nullable LogicalThread awake(Threads threads, int step) {
        boolean anybody = false;
        for (int i = 0; i < threads.count(); i++) {
            LogicalThread t = threads.born(i);
            if (threads.canStep(t)) {
                anybody = true;
                if (!sleeps(t, step)) {
                    return t;
                }
            }
        }
        if (anybody) {
            redundant = true;
            execution.giveUp();
        }
        return null;
    }

    private boolean sleeps(LogicalThread t, int step) {
        for (int i = 0; i < branches.sleepers(step); i++) {
            if (branches.sleeper(step, i).thread == t.id) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int choose(LogicalThread thread) {
        int step = path.length();
        if (step < planned && lead != null) {
            Branch known = lead[step];
            return known.thread == thread.id && known.choice < thread.alternatives ? Math.max(0, known.choice) : another(thread);
        }
        if (step < planned) {
            if (path.thread[step] != thread.id || path.alternatives[step] != thread.alternatives) {
                return another(thread);
            }
            return path.choice[step];
        }
        return next == null || next.choice < 0 || next.choice >= thread.alternatives ? 0 : next.choice;
    }

    private int another(LogicalThread thread) {
        different(path.length(), thread, thread + " chooses, and did not when it was run the same way before");
        return 0;
    }

    @Override
    public void stepped(int step) {
        if (step < planned && lead == null) {
            return;
        }
        branches.descend(path, step, parent, step > planned || plan == null);
        if (next != null && step >= planned) {
            parent = next.leaf() ? null : next;
            next = next.leaf() ? null : next.child(0);
        }
    }

    @Override
    public boolean partsEvents() {
        return false;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.explore.LogicalThread.Stage;
import endio.fiber.Fiber;
import endio.fiber.Fibers;
import endio.machine.Cell;
import endio.machine.KernelBug;
import endio.machine.Op;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Has the threads of one execution after another take their steps. It runs inside the thread that reaches a step, and switches only
 * if somebody else is to go on. New threads run to their first step before anything is decided, so that the next step of everybody is
 * known; those of which it {@linkplain Openings is known} without that do not.
 */
final class Scheduler {
    /** Who runs. */
    LogicalThread current;

    private final Execution execution;
    private final Threads threads;
    private final Fibers fibers;
    private final Cells cells;
    private final Openings openings = new Openings();
    private final ArrayDeque<LogicalThread> fresh = new ArrayDeque<>();
    private @Nullable Strategy strategy;
    /** Who took the last step. */
    private @Nullable LogicalThread stepped;
    /** How often somebody did what a thread may not do before its first step if that is to be foreseen. */
    private long asked;
    /** The same when the thread began that comes to its first step next. */
    private long askedBefore;
    /** Threads that will not go on are being unwound. */
    private boolean discarding;
    private Thread driver = Thread.currentThread();
    private volatile @Nullable Throwable fault;

    Scheduler(Execution execution, Threads threads, Fibers fibers, Cells cells) {
        this.execution = execution;
        this.threads = threads;
        this.fibers = fibers;
        this.cells = cells;
        this.current = threads.byId(0);
    }

    void strategy(Strategy chosen) {
        strategy = chosen;
    }

    Strategy strategy() {
        Strategy chosen = strategy;
        if (chosen == null) {
            throw new IllegalStateException("no strategy");
        }
        return chosen;
    }

    /** The next execution begins, with boot. */
    LogicalThread restart() {
        fresh.clear();
        openings.restart();
        driver = Thread.currentThread();
        fault = null;
        stepped = null;
        current = threads.reset();
        return current;
    }

    /** Whether threads that will not go on are being unwound. */
    boolean discarding() {
        return discarding;
    }

    /**
     * Runs all threads until nobody can go on or the strategy ends it.
     *
     * @throws ModelError if model code throws anything but {@link KernelBug}
     */
    void run() {
        LogicalThread first = next();
        if (first != null) {
            fiber(first).resume();
        }
        execution.whereabouts.visit();
        Throwable thrown = fault;
        if (thrown != null) {
            LogicalThread faulty = current;
            discard();
            throw ModelError.of(thrown, faulty.context);
        }
    }

    /** Lets go of all threads. */
    void discard() {
        discarding = true;
        threads.discard();
        discarding = false;
    }

    /**
     * A thread was made.
     *
     * @param repeated by the same steps as in the last execution
     */
    void born(LogicalThread child, Runnable body, boolean repeated) {
        child.body = body;
        if (repeated && !(body instanceof Stackless) && openings.foresees(child, cells)) {
            child.stage = Stage.FORESEEN;
        } else {
            fresh.add(child);
        }
    }

    /** Who goes on: new threads first, up to their first step; then whom the strategy says; null: nobody. */
    private @Nullable LogicalThread next() {
        while (fault == null) {
            LogicalThread next = fresh.poll();
            if (next != null) {
                next.stage = Stage.OPENING;
                askedBefore = asked;
            } else {
                next = strategy().next(threads, stepped);
            }
            if (next == null || !(next.body instanceof Stackless steps)) {
                return next;
            }
            stackless(next, steps);
        }
        return null;
    }

    /** The fiber of a thread, which begins now if it has not. */
    private Fiber fiber(LogicalThread t) {
        Fiber fiber = t.fiber;
        if (fiber == null) {
            fiber = fibers.create(() -> body(t));
            t.fiber = fiber;
        }
        return fiber;
    }

    private void body(LogicalThread t) {
        current = t;
        Runnable body = t.body;
        try {
            if (body != null) {
                body.run();
            }
            asks();
        } catch (Throwable thrown) {
            threw(t, thrown);
        }
        over(t);
        LogicalThread next = next();
        fiber(t).endWith(next == null ? null : fiber(next));
    }

    /** One step of a thread that needs no stack of its own. */
    private void stackless(LogicalThread t, Stackless steps) {
        current = t;
        if (t.op != null) {
            stepped = t;
        }
        try {
            if (steps.step(execution, t)) {
                return;
            }
        } catch (Throwable thrown) {
            threw(t, thrown);
        }
        over(t);
    }

    private void threw(LogicalThread t, Throwable thrown) {
        if (thrown instanceof KernelBug bug) {
            execution.crashed(t, bug);
        } else if (Fiber.unwinds(thrown)) {
            throw (Error) thrown;
        } else {
            fault = thrown;
        }
    }

    private static void over(LogicalThread t) {
        t.live = false;
        t.op = null;
        t.alternatives = 0;
    }

    /** The calling thread has reached a step: returns when it is to take it. */
    void reach() {
        if (discarding) {
            throw Fiber.unwinding();
        }
        onlyHere();
        LogicalThread t = current;
        t.stage = Stage.UNDER_WAY;
        LogicalThread next = next();
        if (next != t) {
            if (next == null) {
                fiber(t).pause();
            } else {
                fiber(t).handOver(fiber(next));
            }
            execution.whereabouts.note(t);
        }
        current = t;
        stepped = t;
    }

    /** The calling thread is about to perform an operation: returns when it is to do so. */
    void reach(Op op, Cell cell, long a) {
        LogicalThread t = current;
        if (t.stage == Stage.FORESEEN) {
            onlyHere();
            cells.check(cell);
            held(t, Openings.differs(t, op, cell, a));
            t.stage = Stage.UNDER_WAY;
            stepped = t;
            return;
        }
        t.op = op;
        t.cell = cell;
        t.a = a;
        if (t.stage == Stage.OPENING && asked == askedBefore) {
            openings.note(t, op, cell, a);
        }
        reach();
    }

    private void onlyHere() {
        if (Thread.currentThread() != fibers.carrier(driver)) {
            IllegalStateException thrown = new IllegalStateException("the machine is used by a thread of Java's own");
            fault = thrown;
            throw thrown;
        }
    }

    /** The calling thread asks the machine for what is not foreseen of a thread that has not come to its first step. */
    void asks() {
        asked++;
        LogicalThread t = current;
        if (t.stage == Stage.FORESEEN) {
            held(t, t + " does something before " + t.op + " " + t.cell + ", and did not when it was run the same way before");
        }
    }

    private void held(LogicalThread t, @Nullable String differs) {
        if (differs != null) {
            t.stage = Stage.UNDER_WAY;
            throw new HiddenNondeterminism(execution.path.length(), differs)
                    .at(ModelError.place(new Throwable().getStackTrace()));
        }
    }

    /** Stops the calling thread, and nobody goes on. */
    void stop() {
        LogicalThread t = current;
        fiber(t).pause();
        execution.whereabouts.note(t);
    }
}

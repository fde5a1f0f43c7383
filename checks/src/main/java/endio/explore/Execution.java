// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.fiber.Fibers;
import endio.machine.Cell;
import endio.machine.KernelBug;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Ref;
import endio.machine.Word;
import endio.property.Ending;
import endio.property.Ending.Blocked;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The machine of one execution after another. It keeps the memory and the threads, asks its {@link Strategy} who goes on,
 * records on its {@link Path} and its {@link Log}, and tells its {@link Audience}.
 *
 * <p>A crash ends only the thread that crashed; the others go on. The kernel would stop, but every run of it is the beginning of
 * one of these, and to cut here would hide from the search what the others would have done.
 */
final class Execution implements Machine {
    /** A run that says more is cut: it loops over events without an operation. */
    private static final int MOST_ENTRIES = 1_000_000;

    final Threads threads;
    final Path path;
    final Log log = new Log();
    final Audience audience;
    final Whereabouts whereabouts = new Whereabouts();

    private final Cells cells = new Cells();
    private final boolean symmetry;
    private final List<Runnable> looks = new ArrayList<>();
    private final Outcome outcome = new Outcome();
    private final Scheduler scheduler;
    /** Booting or looking at the end: operations are performed at once. */
    private boolean alone;
    private boolean ending;
    private boolean cut;
    private boolean givenUp;
    /** Program code is running: read by a {@link Watch} as well. */
    private volatile boolean running;
    private long runs;
    private @Nullable Observer observer;

    Execution(Threads threads, Fibers fibers, boolean commuting, Function<Log, Audience> audience) {
        this(threads, fibers, commuting, false, audience);
    }

    /**
     * @param commuting operations {@linkplain Op#likeCommutes whose like commutes} do so
     * @param symmetry equal threads begin in the order of their birth
     */
    Execution(Threads threads, Fibers fibers, boolean commuting, boolean symmetry, Function<Log, Audience> audience) {
        this.threads = threads;
        this.path = new Path(commuting);
        this.symmetry = symmetry;
        this.audience = audience.apply(log);
        this.scheduler = new Scheduler(this, threads, fibers, cells);
    }

    void observe(Observer by) {
        observer = by;
    }

    void strategy(Strategy chosen) {
        scheduler.strategy(chosen);
    }

    /**
     * Runs {@code program} once; the first {@code keep} steps are known to be those of the last run.
     *
     * @throws ModelError if model code throws anything but {@link KernelBug}
     */
    Ending run(Program program, int keep) {
        running = true;
        try {
            return ran(program, keep);
        } finally {
            runs++;
            running = false;
        }
    }

    /** A number that changes with each step; negative while no program runs. To be read by any thread. */
    long moved() {
        return running ? runs * 1_000_003 + log.length() : -1;
    }

    private Ending ran(Program program, int keep) {
        path.restart(keep);
        log.restart();
        audience.restart();
        whereabouts.restart();
        looks.clear();
        outcome.restart();
        cut = false;
        givenUp = false;
        cells.clear();
        LogicalThread boot = scheduler.restart();
        alone = true;
        ending = false;
        try {
            program.boot(this);
        } catch (KernelBug bug) {
            crashed(boot, bug);
        } catch (RuntimeException | Error thrown) {
            throw ModelError.of(thrown, boot.context);
        }
        alone = false;
        if (!outcome.crashed()) {
            scheduler.run();
        }
        return ended();
    }

    private Ending ended() {
        List<LogicalThread> waiting = cut && !givenUp ? List.of() : threads.waiting();
        waiting.forEach(t -> t.stranded = true);
        List<Blocked> blocked = List.of();
        if (!cut) {
            threads.checkBegun();
            blocked = waiting.isEmpty() ? List.of() : waiting.stream().map(t -> Waiting.blocked(t, threads)).toList();
        }
        scheduler.discard();
        Ending.Kind kind = outcome.crashed() ? Ending.Kind.CRASHED
                : cut ? Ending.Kind.CUT
                : blocked.isEmpty() ? Ending.Kind.QUIESCENT : Ending.Kind.STUCK;
        alone = true;
        ending = true;
        LogicalThread boot = threads.byId(0);
        scheduler.current = boot;
        if (kind == Ending.Kind.QUIESCENT || kind == Ending.Kind.STUCK) {
            try {
                looks.forEach(Runnable::run);
            } catch (KernelBug bug) {
                crashed(boot, bug);
                kind = Ending.Kind.CRASHED;
            } catch (RuntimeException | Error thrown) {
                throw ModelError.of(thrown, boot.context);
            }
        }
        Ending end = kind == Ending.Kind.STUCK ? new Ending(kind, blocked)
                : kind == Ending.Kind.QUIESCENT ? Ending.QUIESCENT : new Ending(kind, List.of());
        if (kind == Ending.Kind.STUCK) {
            audience.found("deadlock", Sentences.deadlock(blocked));
        }
        audience.end(end);
        return end;
    }

    /** What the program called the outcome, with a mark if it did not end well. */
    String outcome(Ending end) {
        return outcome.of(end);
    }

    /** The strategy ended the execution although somebody can go on. */
    void cut() {
        cut = true;
    }

    /** The same for what {@code t} does. */
    void cut(LogicalThread t) {
        whereabouts.askFirst(t);
        cut = true;
    }

    /** The same, because other runs do all that could still be done: who waits now would wait for ever. */
    void giveUp() {
        cut = true;
        givenUp = true;
    }

    void crashed(LogicalThread t, KernelBug bug) {
        outcome.crashed(t, bug);
        bound(t, new LogEvent.Crash(String.valueOf(bug.getMessage())));
    }

    @Override
    public long perform(Op op, Word cell, long a, long b) {
        if (alone) {
            return performAlone(op, cell, a, b);
        }
        LogicalThread t = scheduler.current;
        scheduler.reach(op, cell, a);
        return take(t, op, cell, a, b);
    }

    /** Performs the pending operation of a thread. */
    long take(LogicalThread t, Op op, Word cell, long a, long b) {
        long before = cell.value;
        boolean reads = op.readsOnly(before, a);
        if (!reads) {
            cell.value = op.next(before, a, b);
        }
        took(t, cell, reads ? Path.READ : path.kind(op), before, null);
        if (observer != null) {
            observer.step(log.length() - 1, t, op, cell, before, cell.value);
        }
        return before;
    }

    @Override
    public <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b) {
        boolean reads = switch (op) {
            case LOAD, LOAD_ONCE, LOAD_ACQUIRE -> true;
            case STORE, STORE_ONCE, STORE_RELEASE, XCHG, CMPXCHG -> false;
            default -> throw new IllegalArgumentException(op + " on a pointer");
        };
        LogicalThread t = scheduler.current;
        if (!alone) {
            t.refA = a;
            scheduler.reach(op, cell, 0);
        }
        T before = cell.value;
        if (op == Op.CMPXCHG) {
            reads = before != a;
        }
        if (!reads) {
            cell.value = op == Op.CMPXCHG ? b : a;
        }
        if (!alone) {
            took(t, cell, reads ? Path.READ : Path.WRITE, 0, before);
            if (observer != null) {
                observer.step(log.length() - 1, t, op, cell, before, cell.value);
            }
        }
        return before;
    }

    private void took(LogicalThread t, Cell cell, int kind, long before, @Nullable Object refBefore) {
        cells.check(cell);
        path.operation(t, cell.id(), kind, before, refBefore);
        t.op = null;
        t.refA = null;
        int at = log.add(t, Log.STEP, t.time);
        scheduler.strategy().stepped(path.length() - 1);
        audience.use(at, t.context, cell.owner());
    }

    private long performAlone(Op op, Word cell, long a, long b) {
        cells.check(cell);
        long before = cell.value;
        if (!op.ready(before, a)) {
            throw new IllegalStateException(op + " " + cell + " would wait, and nobody else runs "
                    + (ending ? "at the end" : "while the program boots"));
        }
        if (!op.readsOnly(before, a)) {
            cell.value = op.next(before, a, b);
        }
        return before;
    }

    @Override
    public Word word(ObjectId owner, String name, long initial) {
        return cells.add(new Word(threads.newCell(scheduler.current), owner, name, initial));
    }

    @Override
    public <T> Ref<T> ref(ObjectId owner, String name, @Nullable T initial) {
        return cells.add(new Ref<>(threads.newCell(scheduler.current), owner, name, initial));
    }

    @Override
    public ObjectId number(String type) {
        scheduler.asks();
        return cells.number(type);
    }

    @Override
    public void spawn(ContextKind kind, String name, Runnable body) {
        make(kind, name, body);
    }

    private LogicalThread make(ContextKind kind, String name, Runnable body) {
        scheduler.asks();
        if (ending) {
            throw new IllegalStateException("spawn at the end");
        }
        LogicalThread maker = scheduler.current;
        LogicalThread child = threads.spawn(maker, kind, name);
        path.born(child, maker, threads.ids());
        scheduler.born(child, body, path.length() <= path.kept() && !scheduler.strategy().partsEvents());
        return child;
    }

    @Override
    public void spawn(ContextKind kind, String name, Object equal, @Nullable ObjectId own, Runnable body) {
        LogicalThread child = make(kind, name, body);
        if (symmetry) {
            threads.equal(child, scheduler.current, equal, own);
        }
    }

    @Override
    public Context current() {
        return scheduler.current.context;
    }

    @Override
    public @Nullable Object kept() {
        return scheduler.current.kept;
    }

    @Override
    public void keep(Object object) {
        scheduler.current.kept = object;
    }

    @Override
    public void nested(ContextKind kind, String name, Runnable body) {
        scheduler.asks();
        LogicalThread t = scheduler.current;
        Context outer = t.context;
        t.context = new Context(t.id, kind, name);
        try {
            body.run();
        } finally {
            t.context = outer;
        }
    }

    @Override
    public int choose(String what, int alternatives) {
        if (alternatives < 1) {
            throw new IllegalArgumentException("choose among " + alternatives);
        }
        if (alternatives == 1) {
            return 0;
        }
        if (ending) {
            throw new IllegalStateException("choose at the end");
        }
        scheduler.asks();
        LogicalThread t = scheduler.current;
        t.alternatives = alternatives;
        if (!alone) {
            scheduler.reach();
        }
        int chosen = scheduler.strategy().choose(t);
        path.choice(t, chosen);
        t.alternatives = 0;
        int at = log.add(t, Log.STEP, t.time);
        scheduler.strategy().stepped(path.length() - 1);
        if (observer != null) {
            observer.step(at, t, null, null, what, chosen);
        }
        return chosen;
    }

    @Override
    public void say(Event event) {
        if (scheduler.discarding()) {
            return;
        }
        scheduler.asks();
        LogicalThread t = scheduler.current;
        if (ending) {
            told(log.addAfterAll(t), t, event);
        } else if (event.ofOperation()) {
            told(log.add(t, Log.BOUND, t.operationTime), t, event);
        } else if (alone) {
            bound(t, event);
        } else {
            if (scheduler.strategy().partsEvents()) {
                scheduler.reach();
            } else if (log.length() >= MOST_ENTRIES) {
                cut(t);
                scheduler.stop();
            }
            told(log.add(t, Log.EVENT, ++t.time), t, event);
        }
    }

    private void bound(LogicalThread t, Event event) {
        told(log.add(t, Log.BOUND, ++t.time), t, event);
    }

    private void told(int at, LogicalThread t, Event event) {
        audience.hear(at, t.context, event);
        if (observer != null) {
            observer.event(at, t, event);
        }
    }

    @Override
    public void atEnd(Runnable look) {
        scheduler.asks();
        looks.add(look);
    }

    @Override
    public void outcome(String text) {
        scheduler.asks();
        outcome.add(scheduler.current, ending, text);
    }
}

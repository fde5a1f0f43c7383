// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import static org.jetbrains.lincheck.util.AnalysisSectionsKt.enterIgnoredSection;
import static org.jetbrains.lincheck.util.AnalysisSectionsKt.leaveIgnoredSection;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.ObjectId;
import endio.machine.KernelBug;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Ref;
import endio.machine.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose logical threads are threads of Java that Lincheck schedules. Lincheck may switch before every
 * operation and every choice, and sees nothing else of the model: following the objects of a whole request takes it the
 * better part of a second, and between two operations a model touches nothing that another thread can see. An operation
 * is performed at once.
 *
 * <p>To be used inside {@link org.jetbrains.lincheck.Lincheck#runConcurrentTest} alone, once.
 */
final class LincheckMachine implements Machine {
    /** Ends a thread that will not go on. */
    private static final class Unwound extends Error {
        private static final long serialVersionUID = 1;

        Unwound() {
            super("will not go on", null, false, false);
        }
    }

    /**
     * What each thread looks at before each step: there Lincheck may switch. To be made before Lincheck begins, as it
     * passes over what one thread alone can know.
     */
    static final class Point {
        private int passed;
    }

    /** A logical thread. Its monitor is what it sleeps on. */
    private static final class Logical {
        final int maker;
        final int index;
        final ContextKind kind;
        final Runnable body;
        final Thread thread;
        Context context;
        @Nullable Object kept;
        int children;
        boolean live = true;
        /** What it waits to become ready, and its operand; null: it can go on. */
        @Nullable Op op;
        @Nullable Word cell;
        long a;
        /** It was told to look again. */
        boolean told;

        Logical(int maker, int index, int number, ContextKind kind, String name, Runnable body, LincheckMachine machine) {
            this.maker = maker;
            this.index = index;
            this.kind = kind;
            this.body = body;
            this.context = new Context(number, kind, name);
            this.thread = new Thread(() -> machine.live(this));
        }

        boolean canGoOn() {
            return live && (op == null || cell == null || op.ready(cell.value, a));
        }
    }

    private final List<Integer> choices;
    private final int maxSteps;
    private final List<Logical> threads = new ArrayList<>();
    private final List<Integer> steps = new ArrayList<>();
    private final List<Integer> alternatives = new ArrayList<>();
    private final List<Runnable> looks = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final StringBuilder outcome = new StringBuilder();
    private final Logical boot = new Logical(-1, 0, 0, ContextKind.TASK, "boot", () -> { }, this);
    private Logical current = boot;
    private int cells;
    private boolean alone = true;
    private boolean over;
    private boolean cut;
    private boolean crashed;
    private @Nullable Throwable fault;
    private final Point point;

    /**
     * @param choices what to choose, one after the other; 0 from there on
     * @param maxSteps a run is cut after so many steps
     */
    LincheckMachine(Point point, List<Integer> choices, int maxSteps) {
        this.point = point;
        this.choices = choices;
        this.maxSteps = maxSteps;
    }

    private Played played() {
        List<Played.Born> born = threads.stream().map(t -> new Played.Born(t.maker, t.index)).toList();
        return new Played(born, List.copyOf(steps), choices, List.copyOf(alternatives), outcome.toString(), cut);
    }

    /** Runs {@code program} once, in the order that Lincheck wants. To be called where Lincheck looks away. */
    Played play(Program program) throws InterruptedException {
        program.boot(this);
        alone = false;
        for (int i = 0; i < threads.size(); i++) {
            Thread thread = threads.get(i).thread;
            leaveIgnoredSection();
            thread.start();
            enterIgnoredSection();
        }
        for (int i = 0; i < threads.size(); i++) {
            Thread thread = threads.get(i).thread;
            leaveIgnoredSection();
            thread.join();
            enterIgnoredSection();
        }
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        alone = true;
        current = boot;
        if (!cut && !crashed) {
            looks.forEach(Runnable::run);
        }
        return played();
    }

    private void live(Logical me) {
        enterIgnoredSection();
        try {
            current = me;
            me.body.run(); 
        } catch (KernelBug bug) {
            crashed = true;
        } catch (Unwound end) {
            // Nobody asks it for more.
        } catch (RuntimeException | Error thrown) {
            fault = thrown;
            over = true;
        } finally {
            me.live = false;
            if (nobodyGoesOn()) {
                strand();
            }
            tellWhoWaits();
            leaveIgnoredSection();
        }
    }

    private boolean nobodyGoesOn() {
        return threads.stream().noneMatch(Logical::canGoOn);
    }

    /** Who waits now waits for ever, if anybody does. */
    private void strand() {
        over = over || threads.stream().anyMatch(t -> t.live);
    }

    /** Before a step of the calling thread: Lincheck may let others go first. */
    private void reach(Logical me) {
        leaveIgnoredSection();
        int seen = point.passed;
        enterIgnoredSection();
        current = me;
        if (seen != 0 || over) {
            throw new Unwound();
        }
        if (steps.size() >= maxSteps) {
            cut = true;
            over = true;
            tellWhoWaits();
            throw new Unwound();
        }
    }

    private void await(Logical me, Op op, Word cell, long a) {
        me.op = op;
        me.cell = cell;
        me.a = a;
        while (!op.ready(cell.value, a) && !over) {
            if (nobodyGoesOn()) {
                strand();
                tellWhoWaits();
                break;
            }
            me.told = false;
            leaveIgnoredSection();
            sleep(me);
            enterIgnoredSection();
            current = me;
        }
        me.op = null;
        me.cell = null;
        if (over) {
            throw new Unwound();
        }
    }

    private static void sleep(Logical me) {
        synchronized (me) {
            while (!me.told) {
                try {
                    me.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static void tell(Logical other) {
        synchronized (other) {
            other.told = true;
            other.notifyAll();
        }
    }

    private void tellWhoWaits() {
        Logical me = current;
        for (int i = 0; i < threads.size(); i++) {
            Logical t = threads.get(i);
            if (t != me && t.live && t.op != null && (over || t.canGoOn())) {
                leaveIgnoredSection();
                tell(t);
                enterIgnoredSection();
                current = me;
            }
        }
    }

    @Override
    public Word word(ObjectId owner, String name, long initial) {
        return new Word(cells++, owner, name, initial);
    }

    @Override
    public <T> Ref<T> ref(ObjectId owner, String name, @Nullable T initial) {
        return new Ref<>(cells++, owner, name, initial);
    }

    @Override
    public long perform(Op op, Word cell, long a, long b) {
        Logical me = current;
        if (!alone) {
            reach(me);
            await(me, op, cell, a);
            steps.add(number(me));
        }
        long before = cell.value;
        if (!op.readsOnly(before, a)) {
            cell.value = op.next(before, a, b);
            if (!alone) {
                tellWhoWaits();
            }
        }
        return before;
    }

    private static int number(Logical me) {
        return me.context.thread();
    }

    @Override
    public <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b) {
        Logical me = current;
        if (!alone) {
            reach(me);
            steps.add(number(me));
        }
        T before = cell.value;
        switch (op) {
            case LOAD, LOAD_ONCE, LOAD_ACQUIRE -> { }
            case STORE, STORE_ONCE, STORE_RELEASE, XCHG -> cell.value = a;
            case CMPXCHG -> {
                if (before == a) {
                    cell.value = b;
                }
            }
            default -> throw new IllegalArgumentException(op + " on a pointer");
        }
        return before;
    }

    @Override
    public ObjectId number(String type) {
        return new ObjectId(type, numbers.merge(type, 1, Integer::sum) - 1);
    }

    @Override
    public void spawn(ContextKind kind, String name, Runnable body) {
        Logical me = current;
        Logical child = new Logical(number(me), me.children++, threads.size() + 1, kind, name, body, this);
        threads.add(child);
        if (!alone) {
            leaveIgnoredSection();
            child.thread.start();
            enterIgnoredSection();
            current = me;
        }
    }

    @Override
    public Context current() {
        return current.context;
    }

    @Override
    public @Nullable Object kept() {
        return current.kept;
    }

    @Override
    public void keep(Object object) {
        current.kept = object;
    }

    @Override
    public void nested(ContextKind kind, String name, Runnable body) {
        Logical me = current;
        Context outer = me.context;
        me.context = new Context(outer.thread(), kind, name);
        try {
            body.run();
        } finally {
            me.context = outer;
        }
    }

    @Override
    public int choose(String what, int many) {
        if (many == 1) {
            return 0;
        }
        Logical me = current;
        if (!alone) {
            reach(me);
            steps.add(number(me));
        }
        int at = alternatives.size();
        alternatives.add(many);
        return at < choices.size() ? Math.min(choices.get(at), many - 1) : 0;
    }

    @Override
    public void say(Event event) {
        // Judged when the explorer runs the same steps again.
    }

    @Override
    public void atEnd(Runnable look) {
        looks.add(look);
    }

    @Override
    public void outcome(String text) {
        outcome.append(outcome.length() == 0 ? "" : ", ").append(text);
    }
}

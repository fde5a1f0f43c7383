// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Ref;
import endio.machine.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine for tests of single primitives: one thread runs until it waits, and then those that were spawned, first come
 * first served, each on top of the one that waits. What was done and said is kept in order.
 */
final class OneProcessor implements Machine {
    private static final class Running {
        Context context;
        @Nullable Object kept;

        Running(Context context) {
            this.context = context;
        }
    }

    /** Somebody waits for what nobody is left to do. */
    static final class Stuck extends RuntimeException {
        Stuck(String what) {
            super(what);
        }
    }

    private final List<String> steps = new ArrayList<>();
    private final Deque<Runnable> ready = new ArrayDeque<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private Running running = new Running(new Context(0, ContextKind.TASK, "main"));
    private int threads;
    private int cells;

    /** What happened since this was asked last: {@code LOCK object#0.lock 1 0} for an operation, an event as it prints. */
    List<String> steps() {
        List<String> since = List.copyOf(steps);
        steps.clear();
        return since;
    }

    /** The events among these. */
    List<String> said() {
        return steps().stream().filter(step -> step.endsWith("]")).toList();
    }

    /** Runs whoever is left to run, to the end. */
    void rest() {
        while (!ready.isEmpty()) {
            ready.remove().run();
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
        while (!op.ready(cell.value, a)) {
            if (ready.isEmpty()) {
                throw new Stuck(op + " " + cell);
            }
            ready.remove().run();
        }
        steps.add(op + " " + cell + " " + a + " " + b);
        long before = cell.value;
        cell.value = op.next(before, a, b);
        return before;
    }

    @Override
    public <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b) {
        steps.add(op + " " + cell + " " + a + " " + b);
        T before = cell.value;
        if (op.access() != Op.Access.READ) {
            cell.value = op != Op.CMPXCHG ? a : before == a ? b : before;
        }
        return before;
    }

    @Override
    public ObjectId number(String type) {
        return new ObjectId(type, numbers.merge(type, 1, Integer::sum) - 1);
    }

    @Override
    public void spawn(ContextKind kind, String name, Runnable body) {
        int thread = ++threads;
        ready.add(() -> as(new Running(new Context(thread, kind, name)), body));
    }

    private void as(Running other, Runnable body) {
        Running outer = running;
        running = other;
        try {
            body.run();
        } finally {
            running = outer;
        }
    }

    @Override
    public Context current() {
        return running.context;
    }

    @Override
    public @Nullable Object kept() {
        return running.kept;
    }

    @Override
    public void keep(Object object) {
        running.kept = object;
    }

    @Override
    public void nested(ContextKind kind, String name, Runnable body) {
        Running inner = new Running(new Context(running.context.thread(), kind, name));
        inner.kept = running.kept;
        as(inner, body);
    }

    @Override
    public int choose(String what, int alternatives) {
        steps.add("choose " + what);
        return 0;
    }

    @Override
    public void say(Event event) {
        steps.add(event.toString());
    }

    @Override
    public void atEnd(Runnable look) {
        throw new UnsupportedOperationException("a primitive never looks at the end");
    }

    @Override
    public void outcome(String text) {
        throw new UnsupportedOperationException("a primitive has no outcome");
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Ref;
import endio.machine.Word;
import endio.threads.ThreadMachine;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A machine on whose threads a worker never runs by itself: it runs where somebody waits for it, or {@linkplain #lend
 * where a thread is lent to it}. So a structure that makes workers has calls that begin and end, and nothing else.
 */
class Lent implements Machine {
    private static final int MOST_THREADS = 4;

    /** A task, and what it keeps from call to call. */
    private static final class Mine {
        private Context context;
        private @Nullable Object kept;

        Mine(int number) {
            this.context = new Context(number, ContextKind.TASK, "task" + number);
        }
    }

    private final ThreadMachine under = new ThreadMachine();
    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final Mine[] tasks = new Mine[MOST_THREADS];
    private final ThreadLocal<Mine> mine = ThreadLocal.withInitial(() -> tasks[0]);

    Lent() {
        Arrays.setAll(tasks, Mine::new);
    }

    /** Runs {@code body} as the task of this number, below {@value #MOST_THREADS}. */
    final <T> T as(int thread, Supplier<T> body) {
        mine.set(tasks[thread]);
        return body.get();
    }

    /** Runs the worker that was made first, if there is one: whether there was. */
    final boolean lend() {
        Runnable worker;
        synchronized (workers) {
            worker = workers.poll();
        }
        if (worker == null) {
            return false;
        }
        worker.run();
        return true;
    }

    @Override
    public void spawn(ContextKind kind, String name, Runnable body) {
        synchronized (workers) {
            workers.add(() -> nested(kind, name, body));
        }
    }

    @Override
    public long perform(Op op, Word cell, long a, long b) {
        while (op.waits() && op != Op.LOCK && !op.ready(under.perform(Op.LOAD_ACQUIRE, cell, 0, 0), a)) {
            if (!lend()) {
                Thread.onSpinWait();
            }
        }
        return under.perform(op, cell, a, b);
    }

    @Override
    public <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b) {
        return under.perform(op, cell, a, b);
    }

    @Override
    public Word word(ObjectId owner, String name, long initial) {
        return under.word(owner, name, initial);
    }

    @Override
    public <T> Ref<T> ref(ObjectId owner, String name, @Nullable T initial) {
        return under.ref(owner, name, initial);
    }

    @Override
    public ObjectId number(String type) {
        return under.number(type);
    }

    @Override
    public Context current() {
        return mine.get().context;
    }

    @Override
    public @Nullable Object kept() {
        return mine.get().kept;
    }

    @Override
    public void keep(Object object) {
        mine.get().kept = object;
    }

    @Override
    public void nested(ContextKind kind, String name, Runnable body) {
        Mine me = mine.get();
        Context outer = me.context;
        me.context = new Context(outer.thread(), kind, name);
        try {
            body.run();
        } finally {
            me.context = outer;
        }
    }

    @Override
    public int choose(String what, int alternatives) {
        return under.choose(what, alternatives);
    }

    @Override
    public void say(Event event) {
        // Nobody listens.
    }

    @Override
    public void atEnd(Runnable look) {
        under.atEnd(look);
    }

    @Override
    public void outcome(String text) {
        under.outcome(text);
    }
}

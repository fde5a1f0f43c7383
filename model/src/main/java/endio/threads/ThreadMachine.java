// SPDX-License-Identifier: GPL-2.0-or-later
package endio.threads;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Ref;
import endio.machine.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose logical threads are the threads of Java that call it. Nothing is scheduled and nothing is recorded
 * between threads: events are kept by the thread that said them ({@link #said}), so that telling orders nothing.
 *
 * <p>{@link #choose} always takes the ordinary alternative. {@link #spawn} starts a daemon thread.
 */
public final class ThreadMachine implements Machine {

    private static final class Local {
        Context context;
        final List<Event> said = new ArrayList<>();
        @Nullable Object kept;

        Local(Context context) {
            this.context = context;
        }
    }

    private final ThreadLocal<Local> local;
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger cells = new AtomicInteger();
    private final ConcurrentHashMap<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
    private final List<Runnable> looks = new ArrayList<>();
    private final StringBuilder outcome = new StringBuilder();

    /** A machine with no threads but its callers'. */
    public ThreadMachine() {
        this.local = ThreadLocal.withInitial(() -> {
            int id = threads.getAndIncrement();
            return new Local(new Context(id, ContextKind.TASK, "thread" + id));
        });
    }

    /** What the calling thread has said so far, in order. */
    public List<Event> said() {
        return List.copyOf(local.get().said);
    }

    /** Runs what {@link #atEnd} was given, in the calling thread, and returns the {@linkplain #outcome outcome}. */
    public String finish() {
        looks.forEach(Runnable::run);
        return outcome.toString();
    }

    @Override
    public Word word(ObjectId owner, String name, long initial) {
        return new Word(cells.getAndIncrement(), owner, name, initial);
    }

    @Override
    public <T> Ref<T> ref(ObjectId owner, String name, @Nullable T initial) {
        return new Ref<>(cells.getAndIncrement(), owner, name, initial);
    }

    @Override
    public long perform(Op op, Word cell, long a, long b) {
        return Memory.perform(op, cell, a, b);
    }

    @Override
    public <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b) {
        return Memory.perform(op, cell, a, b);
    }

    @Override
    public ObjectId number(String type) {
        return new ObjectId(type, numbers.computeIfAbsent(type, t -> new AtomicInteger()).getAndIncrement());
    }

    @Override
    public void spawn(ContextKind kind, String name, Runnable body) {
        Thread thread = new Thread(() -> {
            local.set(new Local(new Context(threads.getAndIncrement(), kind, name)));
            try {
                body.run();
            } catch (Stopped e) {
                Thread.currentThread().interrupt();
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Context current() {
        return local.get().context;
    }

    @Override
    public @Nullable Object kept() {
        return local.get().kept;
    }

    @Override
    public void keep(Object object) {
        local.get().kept = object;
    }

    @Override
    public void nested(ContextKind kind, String name, Runnable body) {
        Local mine = local.get();
        Context outer = mine.context;
        mine.context = new Context(outer.thread(), kind, name);
        try {
            body.run();
        } finally {
            mine.context = outer;
        }
    }

    @Override
    public int choose(String what, int alternatives) {
        return 0;
    }

    @Override
    public void say(Event event) {
        local.get().said.add(event);
    }

    @Override
    public void atEnd(Runnable look) {
        looks.add(look);
    }

    @Override
    public void outcome(String text) {
        outcome.append(outcome.length() == 0 ? "" : " ").append(text);
    }
}

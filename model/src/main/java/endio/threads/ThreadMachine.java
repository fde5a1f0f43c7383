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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose logical threads are the threads of Java that call it. Nothing is scheduled and nothing is recorded
 * between threads: events are kept by the thread that said them ({@link #said}), so that telling orders nothing.
 *
 * <p>{@link #choose} always takes the ordinary alternative. {@link #spawn} starts a daemon thread.
 *
 * <p>A machine that knows how many {@linkplain #run parts} will be played on it also knows when one of them waits for what
 * nobody will do any more.
 */
public final class ThreadMachine implements Machine {

    private static final class Local {
        Context context;
        final List<Event> said = new ArrayList<>();
        @Nullable Object kept;
        int steps;

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
    private final Waits waits;
    private final @Nullable Pause pause;

    /** A machine with no threads but its callers'. */
    public ThreadMachine() {
        this(0);
    }

    /**
     * A machine for a few threads that start together.
     *
     * @param parts how often {@link #run} will be called by threads of their own; 0: nobody knows
     */
    public ThreadMachine(int parts) {
        this(parts, true);
    }

    /**
     * The same.
     *
     * @param together parts wait a moment for each other, so that they race; false where somebody schedules threads
     */
    public ThreadMachine(int parts, boolean together) {
        this(parts, together, null);
    }

    /** The same, in which one part pauses. */
    public ThreadMachine(int parts, boolean together, @Nullable Pause pause) {
        this.pause = pause;
        this.waits = new Waits(parts, together);
        this.local = ThreadLocal.withInitial(() -> {
            int id = threads.getAndIncrement();
            return new Local(new Context(id, ContextKind.TASK, "thread" + id));
        });
    }

    /** What the calling thread has said so far, in order. */
    public List<Event> said() {
        return List.copyOf(local.get().said);
    }

    /**
     * Plays one of the parts that this machine was made for, as a logical thread of its own: waits a moment for the others to
     * be there, too, runs {@code body}, and is gone.
     *
     * @param thread its number, from 1
     * @return what {@code body} returns
     * @throws Stopped if it waits for what no other part can do any more
     */
    public <T> T run(int thread, ContextKind kind, String name, Supplier<T> body) {
        waits.arrive();
        try {
            return as(thread, kind, name, body);
        } finally {
            waits.leave();
        }
    }

    /** Runs {@code body} in the calling thread as the logical thread of this number. */
    public <T> T as(int thread, ContextKind kind, String name, Supplier<T> body) {
        local.set(new Local(new Context(thread, kind, name)));
        try {
            return body.get();
        } finally {
            local.remove();
        }
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
        if (pause != null) {
            pauseBefore(pause);
        }
        return Memory.perform(op, cell, a, b, waits);
    }

    @Override
    public <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b) {
        if (pause != null) {
            pauseBefore(pause);
        }
        return Memory.perform(op, cell, a, b);
    }

    private void pauseBefore(Pause here) {
        Local mine = local.get();
        if (mine.steps++ == here.step() && mine.context.thread() == here.thread()) {
            waits.pause(here.spins());
        }
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

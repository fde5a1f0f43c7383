// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.machine.Cell;
import endio.machine.KernelBug;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Ref;
import endio.machine.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A machine on which one thread runs at a time, in the order of a {@link Script}. Operations are performed at once.
 * The script sees every operation and every event, and may run other threads right there, nested in the one that is
 * running; so whatever point of the code it wants to reach follows from what the model does, and the model knows
 * nothing of it.
 */
public final class ScriptedMachine implements Machine {

    /** What happens when. Called in the running thread, which goes on when the call returns. */
    public interface Script {
        /** The running thread is about to perform {@code op}. */
        default void before(Op op, Cell cell) {}

        /** It has performed it. */
        default void after(Op op, Cell cell) {}

        /** Something happened. */
        void said(Event event);

        /** The model made a thread: it runs when the script {@linkplain #run runs} it. */
        void spawned(ScriptedThread thread);

        /**
         * The running thread cannot go on: {@code op} is not ready. The script runs others until it is.
         *
         * @return true: the operation is performed although it is not ready, as by a lock that only seems to be one
         */
        boolean blocked(Op op, Word cell, long a);

        /** The running thread touches a field of an object that was freed. The kernel crashes, unless this returns. */
        default void usedAfterFree(Cell cell) {
            throw new KernelBug("use after free: " + cell);
        }
    }

    private final Script script;
    private final @Nullable Stacks stacks;
    private final Deque<ScriptedThread> running = new ArrayDeque<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<ObjectId> allocated = new HashSet<>();
    private final Set<ObjectId> freed = new HashSet<>();
    private final List<Observed.Heard> heard = new ArrayList<>();
    private int cells;
    private int threads;

    /**
     * @param stacks what threads that can {@link #park} run on; null: none ever parks, and each runs on its maker's
     *     stack
     */
    public ScriptedMachine(Script script, @Nullable Stacks stacks) {
        this.script = script;
        this.stacks = stacks;
        running.push(new ScriptedThread(threads++, ContextKind.TASK, "driver", () -> {}, null));
    }

    /** A new thread that has not begun. An interrupt runs on the stack of whom it interrupts. */
    public ScriptedThread thread(ContextKind kind, String name, Runnable body) {
        ScriptedThread[] self = new ScriptedThread[1];
        Stacks.@Nullable Stack stack =
                stacks == null || kind == ContextKind.IRQ ? null : stacks.create(() -> self[0].runToEnd());
        self[0] = new ScriptedThread(threads++, kind, name, body, stack);
        return self[0];
    }

    /**
     * Starts a thread, or continues one that is parked. Returns when it has ended or parks.
     *
     * @throws KernelBug if the modelled kernel crashed in it
     */
    public void run(ScriptedThread thread) {
        int depth = running.size();
        thread.interruptedBy().forEach(running::push);
        try {
            thread.go();
        } finally {
            Deque<ScriptedThread> interruptedBy = new ArrayDeque<>();
            while (running.size() > depth) {
                interruptedBy.push(running.pop());
            }
            thread.interruptedBy(interruptedBy);
        }
        thread.rethrow();
    }

    /**
     * The thread that runs, or that the running interrupt came upon, stops here; {@link #run} of it returns, and a
     * later one continues it.
     *
     * @throws IllegalStateException if it {@linkplain #parkable cannot}
     */
    public void park() {
        ScriptedThread thread = parkable();
        if (thread == null) {
            throw new IllegalStateException("the driver cannot park");
        }
        thread.park();
    }

    /** Who would {@link #park}; null: the driver, who cannot. */
    public @Nullable ScriptedThread parkable() {
        return running.stream().filter(ScriptedThread::onOwnStack).findFirst().orElse(null);
    }

    /** The thread that runs. */
    public ScriptedThread running() {
        ScriptedThread thread = running.peek();
        if (thread == null) {
            throw new IllegalStateException("no thread runs");
        }
        return thread;
    }

    /**
     * How many threads have begun, have not ended and are not parked, of a kind; the nested ones of INLINE do not
     * count.
     */
    public int unfinished(ContextKind kind) {
        return (int) running.stream().filter(t -> t.kind() == kind).count();
    }

    /** All that was said so far, and every use of an object of a slab. */
    public List<Observed.Heard> heard() {
        return heard;
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
        use(cell);
        script.before(op, cell);
        while (!op.ready(cell.value, a)) {
            if (script.blocked(op, cell, a)) {
                break;
            }
        }
        long old = cell.value;
        cell.value = op.next(old, a, b);
        script.after(op, cell);
        return old;
    }

    @Override
    public <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b) {
        use(cell);
        script.before(op, cell);
        T old = cell.value;
        switch (op) {
            case LOAD, LOAD_ONCE, LOAD_ACQUIRE -> { }
            case STORE, STORE_ONCE, STORE_RELEASE, XCHG -> cell.value = a;
            case CMPXCHG -> cell.value = old == a ? b : old;
            default -> throw new IllegalArgumentException(op + " on a pointer");
        }
        script.after(op, cell);
        return old;
    }

    private void use(Cell cell) {
        if (allocated.contains(cell.owner())) {
            heard.add(new Observed.Heard(current(), new MemoryEvent.Use(cell.owner())));
        }
        if (!freed.isEmpty() && freed.contains(cell.owner())) {
            script.usedAfterFree(cell);
        }
    }

    @Override
    public ObjectId number(String type) {
        return new ObjectId(type, numbers.merge(type, 1, Integer::sum) - 1);
    }

    @Override
    public void spawn(ContextKind kind, String name, Runnable body) {
        script.spawned(thread(kind, name, body));
    }

    @Override
    public Context current() {
        return running().context();
    }

    @Override
    public @Nullable Object kept() {
        return running().kept();
    }

    @Override
    public void keep(Object object) {
        running().keep(object);
    }

    @Override
    public void nested(ContextKind kind, String name, Runnable body) {
        running().nested(kind, name, body);
    }

    @Override
    public int choose(String what, int alternatives) {
        throw new IllegalStateException("a script leaves nothing open: " + what);
    }

    @Override
    public void say(Event event) {
        if (event instanceof MemoryEvent.Free free) {
            freed.add(free.object());
        } else if (event instanceof MemoryEvent.Alloc alloc) {
            allocated.add(alloc.object());
            freed.remove(alloc.object());
        }
        heard.add(new Observed.Heard(current(), event));
        script.said(event);
    }

    @Override
    public void atEnd(Runnable look) {
        // The script looks for itself.
    }

    @Override
    public void outcome(String text) {
        // A scripted run is compared by its events.
    }
}

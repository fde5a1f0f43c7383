// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.fiber.Fiber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who there is, and who may run. */
final class Threads {
    private final Identities identities;
    /** Those that this machine has met. */
    private @Nullable LogicalThread[] byId = new LogicalThread[8];
    private int ids;
    private LogicalThread[] born = new LogicalThread[8];
    private int count;

    Threads() {
        this(new Identities());
    }

    /** Threads and cells whose numbers are those of other machines, too. */
    Threads(Identities identities) {
        this.identities = identities;
        meet(LogicalThread.boot());
    }

    private LogicalThread meet(LogicalThread t) {
        if (t.id >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(2 * byId.length, t.id + 1));
        }
        byId[t.id] = t;
        ids = Math.max(ids, t.id + 1);
        return t;
    }

    /** Forgets who was born in the last execution, and begins boot anew. */
    LogicalThread reset() {
        count = 0;
        LogicalThread boot = byId(0);
        boot.begin(ContextKind.TASK, "boot");
        return boot;
    }

    LogicalThread spawn(LogicalThread maker, ContextKind kind, String name) {
        int index = maker.children++;
        LogicalThread child = maker.made(index);
        if (child == null) {
            child = meet(maker.child(identities.thread(maker.id, index), index, kind, name));
            child.maker = maker.id;
            maker.makes(child);
        }
        child.begin(kind, name);
        if (count == born.length) {
            born = Arrays.copyOf(born, 2 * count);
        }
        born[count++] = child;
        return child;
    }

    /**
     * Number for a new cell: the same for the cell of the same maker and the same number among its maker's in all executions, so
     * that it does not depend on the order of steps that commute.
     */
    int newCell(LogicalThread maker) {
        int index = maker.cells++;
        int id = maker.cellId(index);
        if (id < 0) {
            id = identities.cell(maker.id, index);
            maker.makesCell(id);
        }
        return id;
    }

    /** Threads of this execution, in order of birth; without boot. */
    int count() {
        return count;
    }

    LogicalThread born(int index) {
        return born[index];
    }

    /** Its number by birth, from 1. */
    int birth(LogicalThread thread) {
        for (int i = 0; i < count; i++) {
            if (born[i] == thread) {
                return i + 1;
            }
        }
        throw new IllegalStateException(thread + " was not born");
    }

    /** @throws IllegalArgumentException if no execution here had it */
    LogicalThread byId(int id) {
        LogicalThread t = met(id);
        if (t == null) {
            throw new IllegalArgumentException("there is no thread " + id);
        }
        return t;
    }

    /** The thread of this number, or null if no execution here had it. */
    @Nullable LogicalThread met(int id) {
        return id < byId.length ? byId[id] : null;
    }

    /** One more than the largest id that was met here. */
    int ids() {
        return ids;
    }

    /** Whether it has a step to take and need not wait for it. */
    boolean canStep(LogicalThread thread) {
        return thread.live && Waiting.ready(thread) && !heldBack(thread);
    }

    /** Whether an equal thread that was born before it has to begin first. */
    static boolean heldBack(LogicalThread thread) {
        LogicalThread elder = thread.elder;
        if (elder == null || thread.firstStep >= 0 || !thread.begins()) {
            return false;
        }
        while (elder != null && elder.firstStep < 0) {
            if (elder.live || elder.stranded) {
                return true;
            }
            elder = elder.elder;
        }
        return false;
    }

    /** Names what {@code child} has in common with others, and finds the last of its maker's that has it, too. */
    void equal(LogicalThread child, LogicalThread maker, Object equal, @Nullable ObjectId own) {
        child.equal = equal;
        child.own = own;
        for (int i = maker.children - 2; i >= 0 && child.elder == null; i--) {
            LogicalThread sibling = maker.made(i);
            if (sibling != null && equal.equals(sibling.equal)) {
                child.elder = sibling;
            }
        }
    }

    /** The first born that can take a step, or null. */
    @Nullable LogicalThread first() {
        for (int i = 0; i < count; i++) {
            if (canStep(born[i])) {
                return born[i];
            }
        }
        return null;
    }

    /**
     * At the end of an execution that was not cut: who is held back waits for an equal thread that waits for ever.
     *
     * @throws ModelError if it could begin where that one cannot
     */
    void checkBegun() {
        for (int i = 0; i < count; i++) {
            LogicalThread thread = born[i];
            if (thread.live && Waiting.ready(thread) && heldBack(thread)) {
                throw ModelError.of(new IllegalStateException(thread + " can begin and " + thread.elder
                        + " cannot, so they are not equal"), thread.context);
            }
        }
    }

    /** Lets go of all that have not ended. */
    void discard() {
        for (int i = 0; i < count; i++) {
            Fiber fiber = born[i].fiber;
            born[i].live = false;
            born[i].fiber = null;
            born[i].body = null;
            if (fiber != null && !fiber.done()) {
                fiber.discard();
            }
        }
    }

    /** Who waits, in order of birth. */
    List<LogicalThread> waiting() {
        List<LogicalThread> waiting = List.of();
        for (int i = 0; i < count; i++) {
            if (born[i].live && !Waiting.ready(born[i])) {
                waiting = waiting.isEmpty() ? new ArrayList<>() : waiting;
                waiting.add(born[i]);
            }
        }
        return waiting;
    }
}

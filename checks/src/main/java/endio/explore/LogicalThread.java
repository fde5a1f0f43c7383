// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.fiber.Fiber;
import endio.machine.Cell;
import endio.machine.Op;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the program, and the step that it is about to take. One object serves the thread of the same maker and the same
 * number among its maker's in all executions, so its {@link #id} is stable.
 */
final class LogicalThread implements Comparable<LogicalThread> {
    static final LogicalThread[] NONE = {};

    /** How far it is. */
    enum Stage {
        /** It has begun, and not come to its first step. */
        OPENING,
        /** It has not begun, and its first step is {@linkplain Openings known}. */
        FORESEEN,
        UNDER_WAY
    }

    /** Number, 0 for boot. */
    final int id;
    /** Says who it is, by {@link #lineage}. Unlike the number it is the same in every search. */
    final long key;
    /** As which of their maker's threads its makers and it were made, from boot on. */
    private final int[] lineage;
    Context context;
    /** What it runs, on a fiber that is made when it begins. */
    @Nullable Runnable body;
    @Nullable Fiber fiber;
    Stage stage = Stage.UNDER_WAY;
    boolean live;
    /** The execution ended while it waited for its pending operation. */
    boolean stranded;
    @Nullable Object kept;
    /** What it has in common with equal threads of its maker; null: it has none, or they are not looked at. */
    @Nullable Object equal;
    /** What of it nobody else touches. */
    @Nullable ObjectId own;
    /** The equal thread that was born before it: it begins after that one, see {@link #firstStep}. */
    @Nullable LogicalThread elder;

    /** The operation that it is about to perform; null: it is about to say something, to choose, or to end. */
    @Nullable Op op;
    @Nullable Cell cell;
    long a;
    @Nullable Object refA;
    /** Of the choice that it is about to make; 0: of none. */
    int alternatives;

    /** Who made it; 0: boot. */
    int maker;
    /** Threads that it has made in this execution, and all that it ever made. */
    int children;
    private LogicalThread[] made = NONE;
    /** Cells that it has made in this execution, and the numbers of all that it ever made. */
    int cells;
    private int[] cellIds = {};

    /** What happened before its next step, by thread; of its own steps, {@link #time}. Never written: replaced. */
    int[] clock = {};
    /** The same without what comes before only because equal threads begin in the order of their birth. */
    int[] known = clock;
    /** Steps of any kind that it has taken. */
    int time;
    /** {@link #time} of its last operation. */
    int operationTime;
    /** Its first step on the path that is a choice or an operation on another object than its own, or -1. */
    int firstStep;
    /** Its last step on the path, or -1. */
    int lastStep;
    private int[] birth = {};

    private LogicalThread(int id, Context context, long key, int[] lineage) {
        this.id = id;
        this.context = context;
        this.key = key;
        this.lineage = lineage;
    }

    static LogicalThread boot() {
        return new LogicalThread(0, new Context(0, ContextKind.TASK, "boot"), 1, new int[0]);
    }

    /** The {@code index}-th thread that this one makes. */
    LogicalThread child(int childId, int index, ContextKind kind, String name) {
        int[] line = Arrays.copyOf(lineage, lineage.length + 1);
        line[lineage.length] = index;
        return new LogicalThread(childId, new Context(childId, kind, name),
                TraceClass.mix(key * 0x9e3779b97f4a7c15L + index + 1), line);
    }

    /** Makers before those that they make, and of one maker's threads the earlier first. */
    @Override
    public int compareTo(LogicalThread other) {
        return Arrays.compare(lineage, other.lineage);
    }

    /** Whether its pending step is one that equal threads take in order if it is the first such: {@link #firstStep}. */
    boolean begins() {
        return own == null || op == null || cell == null || !cell.owner().equals(own);
    }

    /** Begins anew in the next execution. */
    void begin(ContextKind kind, String name) {
        if (context.kind() != kind || !context.name().equals(name)) {
            context = new Context(id, kind, name);
        }
        live = true;
        stage = Stage.UNDER_WAY;
        stranded = false;
        kept = null;
        equal = null;
        own = null;
        elder = null;
        op = null;
        cell = null;
        refA = null;
        alternatives = 0;
        children = 0;
        cells = 0;
        time = 0;
        operationTime = 0;
        firstStep = -1;
        lastStep = -1;
    }

    /** Room for the clock that it is born with, all 0. */
    int[] birth(int size) {
        if (birth.length < size) {
            birth = new int[size];
        } else {
            Arrays.fill(birth, 0);
        }
        return birth;
    }

    /** The {@code index}-th thread that it made, or null if it never made so many. */
    @Nullable LogicalThread made(int index) {
        return index < made.length ? made[index] : null;
    }

    void makes(LogicalThread child) {
        made = Arrays.copyOf(made, made.length + 1);
        made[made.length - 1] = child;
    }

    /** Number of the {@code index}-th cell that it made, or -1 if it never made so many. */
    int cellId(int index) {
        return index < cellIds.length ? cellIds[index] : -1;
    }

    void makesCell(int id) {
        cellIds = Arrays.copyOf(cellIds, cellIds.length + 1);
        cellIds[cellIds.length - 1] = id;
    }

    /** What it runs on; boot has none. */
    Fiber fiber() {
        Fiber on = fiber;
        if (on == null) {
            throw new IllegalStateException(this + " has no fiber");
        }
        return on;
    }

    @Override
    public String toString() {
        return context.name();
    }
}

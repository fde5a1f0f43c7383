// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.ObjectId;
import endio.event.WorkEvent;
import endio.machine.Op;
import endio.machine.Word;
import org.jspecify.annotations.Nullable;

/** A {@code struct work_struct}, inside the object that owns it. */
public final class Work {
    private static final long PENDING = 1;

    private final Kernel kernel;
    private final ObjectId id;
    private final int dio;
    final Word pending;
    /** How often its function has returned; the runs of one item follow each other. */
    final Word runs;
    /** How often it was queued; only whoever set PENDING looks at it. */
    final Plain queued;
    private @Nullable Runnable function;

    /**
     * A work item that nobody has initialised.
     *
     * @param owner the object that it lies in
     * @param dio number of that dio, -1 if it lies in none
     */
    public Work(Kernel kernel, ObjectId owner, String field, int dio) {
        this.kernel = kernel;
        this.id = new ObjectId(owner + "." + field, 0);
        this.dio = dio;
        this.pending = kernel.machine().word(owner, field + ".pending", 0);
        this.runs = kernel.machine().word(id, "runs", 0);
        this.queued = kernel.plain(id, "queued", 0);
    }

    /** {@code INIT_WORK}: not synchronised, only for an item that nobody else can see. */
    public void init(Runnable function) {
        this.function = function;
        kernel.say(new WorkEvent.InitWork(id));
        kernel.machine().perform(Op.STORE, pending, 0, 0);
    }

    ObjectId id() {
        return id;
    }

    int dio() {
        return dio;
    }

    boolean testAndSetPending() {
        return (kernel.machine().perform(Op.FETCH_OR, pending, PENDING, 0) & PENDING) != 0;
    }

    /** Clears PENDING, fully ordered. */
    public void clearPending() {
        kernel.machine().perform(Op.FETCH_AND, pending, ~PENDING, 0);
    }

    void call() {
        kernel.follow(function, "function of " + id, "process_one_work").run();
    }
}

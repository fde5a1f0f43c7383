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
    /** How often its function has returned; the runs of one item, and of all at its address, follow each other. */
    final Word runs;
    /** How often it was queued; only whoever set PENDING looks at it. */
    final Plain queued;
    private @Nullable Runnable function;

    /** What workqueues know of an item by its address. */
    record State(Word pending, Word runs, Plain queued) {
        State(Kernel kernel, ObjectId owner, ObjectId own, String field) {
            this(kernel.machine().word(owner, field + ".pending", 0), kernel.machine().word(own, "runs", 0),
                    kernel.plain(own, "queued", 0));
        }
    }

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
        Address address = kernel.address(owner);
        State state = address == null ? new State(kernel, owner, id, field)
                : address.work(field, () -> new State(kernel, address.id(), address.id(), field));
        this.pending = state.pending;
        this.runs = state.runs;
        this.queued = state.queued;
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

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.LockEvent;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.machine.KernelBug;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One modelled kernel on one machine: makes the primitives, and knows who is {@link #current()}. */
public class Kernel {
    private final Machine machine;
    private final Faults faults;
    /** Where objects lie whose addresses are reused; empty if none are. */
    private final Map<ObjectId, Address> addresses = new HashMap<>();

    /**
     * @param machine what it runs on
     * @param faults which allocations fail and who wakes without reason
     */
    public Kernel(Machine machine, Faults faults) {
        this.machine = machine;
        this.faults = faults;
    }

    /** The machine under it. */
    public Machine machine() {
        return machine;
    }

    /** What goes wrong by itself. */
    public Faults faults() {
        return faults;
    }

    /** A plain variable: loads and stores of it are plain unless said otherwise. */
    public Plain plain(ObjectId owner, String name, long initial) {
        return new Plain(machine, machine.word(owner, name, initial));
    }

    /** A plain pointer. */
    public <T> Pointer<T> pointer(ObjectId owner, String name, @Nullable T initial) {
        return new Pointer<>(machine, machine.ref(owner, name, initial));
    }

    /** An {@code atomic_t}. */
    public Atomic atomic(ObjectId owner, String name, long initial) {
        return new Atomic(machine, machine.word(owner, name, initial));
    }

    /** A word of flags for {@code set_bit} and its kin. */
    public Flags flags(ObjectId owner, String name) {
        return new Flags(machine, machine.word(owner, name, 0));
    }

    /** A {@code spinlock_t}. */
    public SpinLock spinLock(ObjectId owner, String name) {
        return new SpinLock(this, machine.word(owner, name, 0));
    }

    /** A {@code struct mutex}. */
    public Mutex mutex(ObjectId owner, String name) {
        return new Mutex(this, machine.word(owner, name, 0));
    }

    /** A {@code struct rw_semaphore}. */
    public RwSem rwSem(ObjectId owner, String name) {
        return new RwSem(this, machine.word(owner, name, 0));
    }

    /** A {@code struct list_head}. */
    public <T> ListHead<T> list(ObjectId owner, String name) {
        return new ListHead<>(this, machine.ref(owner, name, java.util.List.<T>of()));
    }

    /** A wait queue. */
    public WaitQueue waitQueue(ObjectId owner, String name) {
        return new WaitQueue(this, owner, name);
    }

    /** A slab cache whose objects are called {@code type}. */
    public Slab slab(String type) {
        return new Slab(this, type);
    }

    /**
     * {@code alloc_workqueue}: may sleep, may fail.
     *
     * @param name for people and for events: {@code dio}, {@code rsv}
     * @param flags which kind
     * @param maxActive items that may run at once, 0 for the default, which no scenario reaches
     * @param req the request on whose behalf, -1 none
     * @return the queue, or null
     */
    public @Nullable WorkQueue allocWorkqueue(String name, java.util.Set<WorkQueue.Flag> flags, int maxActive, int req) {
        return WorkQueue.alloc(this, name, flags, maxActive, req);
    }

    /**
     * The heart of {@code process_one_work} (kernel/workqueue.c@009bb421b6ce): PENDING is clear before the function is called,
     * so that queueing meanwhile makes one more run; and the function may free the item.
     */
    protected void processOneWork(Work work, Runnable function) {
        work.clearPending();
        function.run();
    }

    /**
     * The part of {@code process_one_work} about {@code find_worker_executing_work}: if a worker still executes an item at this
     * address, this one is handed to it, to be run after that. The functions of all items at one address are the same here.
     *
     * @param runs how many runs of items at this address are over
     * @param run how many have to be
     * @return whether it is run
     */
    protected boolean afterExecuting(Word runs, long run) {
        machine.perform(Op.AWAIT_EQ, runs, run, 0);
        return true;
    }

    /** An object that has just been allocated lies there. */
    final void lies(ObjectId object, Address address) {
        addresses.put(object, address);
    }

    /** Where an object lies; null if its slab reuses no addresses. */
    final @Nullable Address address(ObjectId object) {
        return addresses.get(object);
    }

    /** Starts a task of the kernel or of an application. */
    public void spawnTask(String name, Runnable body) {
        spawn(ContextKind.TASK, name, body);
    }

    /** Starts a thread that runs as {@code kind}, with a {@link Task} of its own. */
    public void spawn(ContextKind kind, String name, Runnable body) {
        machine.spawn(kind, name, () -> withTask(name, body));
    }

    /**
     * The same for one of several that are equal: see {@link Machine#spawn(ContextKind, String, Object, ObjectId, Runnable)}. A kernel
     * that does more than this in {@link #spawn(ContextKind, String, Runnable)} does it here, too.
     */
    public void spawn(ContextKind kind, String name, Object equal, ObjectId own, Runnable body) {
        machine.spawn(kind, name, equal, own, () -> withTask(name, body));
    }

    private void withTask(String name, Runnable body) {
        machine.keep(new Task(this, name));
        body.run();
    }

    /** The task that runs now; in an interrupt, a task that stands for it and never sleeps. */
    public Task current() {
        Object kept = machine.kept();
        if (kept == null) {
            Task task = new Task(this, machine.current().name());
            machine.keep(task);
            return task;
        }
        return (Task) kept;
    }

    /** Who runs now. */
    public Context context() {
        return machine.current();
    }

    /** Something happened. */
    public void say(Event event) {
        machine.say(event);
    }

    /** {@code smp_mb}: no access of this thread before it is ordered after one behind it. */
    public void smpMb() {
        current().fullBarrier();
    }

    /** {@code might_sleep}: called by whatever may sleep, also when this time it does not. */
    public void mightSleep(String what) {
        machine.say(new LockEvent.MightSleep(what));
    }

    /** {@code WARN_ON}: logs if {@code failed}. */
    public void warnOn(boolean failed, String what) {
        if (failed) {
            machine.say(new LogEvent.WarnOn(what));
        }
    }

    /** {@code BUG_ON}: crashes if {@code failed}. */
    public void bugOn(boolean failed, String what) {
        if (failed) {
            throw new KernelBug(what);
        }
    }

    /**
     * Follows a pointer.
     *
     * @throws KernelBug if it is null, naming {@code what} and {@code function}
     */
    public <T> T follow(@Nullable T pointer, String what, String function) {
        if (pointer == null) {
            throw new KernelBug("null pointer: " + what + " in " + function);
        }
        return pointer;
    }
}

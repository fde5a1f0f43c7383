// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ContextKind;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.event.SeenEvent;
import endio.event.SeenEvent.Matter;
import endio.kernel.Atomic;
import endio.kernel.Faults;
import endio.kernel.Flags;
import endio.kernel.Kernel;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.kernel.SpinLock;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;
import java.util.Set;

/**
 * The smallest model that has the shape of a bug, as it was mended: each kernel function that matters is a method,
 * named
 * after it, and the bug is a subclass that overrides the one that was wrong.
 */
abstract class Shape {
    /** What it runs in. */
    final Kernel kernel;

    Shape(Machine machine) {
        this.kernel = new Kernel(machine, Faults.NONE);
    }

    /** Starts whoever acts. */
    abstract void boot();

    /** An object that will be freed. */
    final ObjectId alloc(String type) {
        ObjectId object = kernel.machine().number(type);
        kernel.say(new MemoryEvent.Alloc(object, -1));
        return object;
    }

    /** {@code kfree}. */
    final void free(ObjectId object) {
        kernel.say(new MemoryEvent.Free(object));
    }

    final Plain plain(ObjectId owner, String name, long initial) {
        return kernel.plain(owner, name, initial);
    }

    final Atomic atomic(ObjectId owner, String name, long initial) {
        return kernel.atomic(owner, name, initial);
    }

    final Flags flags(ObjectId owner, String name) {
        return kernel.flags(owner, name);
    }

    final Mutex mutex(ObjectId owner, String name) {
        return kernel.mutex(owner, name);
    }

    final SpinLock spinLock(ObjectId owner, String name) {
        return kernel.spinLock(owner, name);
    }

    final <T> Pointer<T> pointer(ObjectId owner, String name) {
        return kernel.pointer(owner, name, null);
    }

    /** A counter that somebody waits for, as with {@code wait_event(count == 0)}. */
    final Counter counter(ObjectId owner, String name, long initial) {
        return new Counter(kernel.machine(), kernel.machine().word(owner, name, initial));
    }

    /** An {@code atomic_t} and the wait queue for its value. */
    record Counter(Machine machine, Word word) {

        /** {@code atomic_add_return}. */
        long add(long n) {
            return machine.perform(Op.ADD_RETURN, word, n, 0) + n;
        }

        /** {@code atomic_read}. */
        long read() {
            return machine.perform(Op.LOAD_ONCE, word, 0, 0);
        }

        /** {@code wait_event}: returns when it is {@code value}. */
        void await(long value) {
            machine.perform(Op.AWAIT_EQ, word, value, 0);
        }
    }

    /** An inode of {@code size} bytes with its {@code i_dio_count}. */
    final Inode inode(long size) {
        return new Inode(kernel, new SuperBlock(kernel), 12, size, 0);
    }

    /** A workqueue that runs {@code maxActive} items at once, 0: as many as there are. */
    final WorkQueue workqueue(String name, int maxActive) {
        return kernel.follow(kernel.allocWorkqueue(name, Set.of(WorkQueue.Flag.MEM_RECLAIM), maxActive, -1), name,
                "boot");
    }

    /** {@code INIT_WORK} and {@code queue_work}. */
    final void queue(WorkQueue wq, ObjectId owner, Runnable function) {
        Work work = new Work(kernel, owner, "work", -1);
        work.init(function);
        WorkQueue.queueWork(kernel, wq, work);
    }

    /** A task. */
    final void task(String name, Runnable body) {
        kernel.spawnTask(name, body);
    }

    /** A bio's end, some time, in an interrupt. */
    final void irq(String name, Runnable body) {
        kernel.spawn(ContextKind.IRQ, "irq/" + name, body);
    }

    /** What somebody got, beside what he was owed. */
    final void saw(Matter matter, String what, long got, long due) {
        kernel.say(new SeenEvent(matter, what, got, due));
    }
}

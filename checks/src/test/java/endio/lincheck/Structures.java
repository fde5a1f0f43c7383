// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Faults;
import endio.kernel.Flags;
import endio.kernel.Kernel;
import endio.kernel.ListHead;
import endio.kernel.Plain;
import endio.kernel.SpinLock;
import endio.threads.ThreadMachine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * Parts of the model that are data structures, as it uses them, and the same used wrongly. Their sequential specification is
 * themselves, one call after the other.
 */
public final class Structures {
    private static final ObjectId OWNER = new ObjectId("object", 0);

    private Structures() {}

    /** Each one and whether it is used wrongly. */
    static Map<Class<?>, Boolean> all() {
        Map<Class<?>, Boolean> all = new LinkedHashMap<>();
        all.put(References.class, false);
        all.put(PlainReferences.class, true);
        all.put(LockedReferences.class, false);
        all.put(Conversions.class, false);
        all.put(UnlockedConversions.class, true);
        all.put(Pending.class, false);
        all.put(PlainPending.class, true);
        return all;
    }

    private static Kernel kernel() {
        return new Kernel(new ThreadMachine(), Faults.NONE);
    }

    /** {@code atomic_dec_and_test} of {@code iomap_dio.ref} and {@code i_dio_count}. */
    public static class References {
        private final Atomic count = kernel().atomic(OWNER, "ref", 3);

        @Operation
        public boolean put() {
            return count.decReturn() == 0;
        }
    }

    /** The same by a load and a store. */
    public static class PlainReferences {
        private final Plain count = kernel().plain(OWNER, "ref", 3);

        @Operation
        public boolean put() {
            return count.add(-1) == 0;
        }
    }

    /** {@code dio.refcount} under {@code bio_lock}. */
    public static class LockedReferences {
        private final Kernel kernel = kernel();
        private final SpinLock lock = kernel.spinLock(OWNER, "bio_lock");
        private final Plain count = kernel.plain(OWNER, "refcount", 3);

        @Operation
        public boolean put() {
            lock.lockIrqsave();
            long left = count.add(-1);
            lock.unlock();
            return left == 0;
        }
    }

    /** A conversion list under its lock. */
    public static class Conversions {
        private final Kernel kernel = kernel();
        private final SpinLock lock = kernel.spinLock(OWNER, "i_completed_io_lock");
        private final ListHead<Integer> list = kernel.list(OWNER, "list");

        @Operation
        public void append() {
            lock.lockIrqsave();
            list.addTail(1);
            lock.unlock();
        }

        @Operation
        public int takeAll() {
            lock.lockIrqsave();
            List<Integer> all = list.takeAll();
            lock.unlock();
            return all.size();
        }
    }

    /** The same without. */
    public static class UnlockedConversions {
        private final ListHead<Integer> list = kernel().list(OWNER, "list");

        @Operation
        public void append() {
            list.addTail(1);
        }

        @Operation
        public int takeAll() {
            return list.takeAll().size();
        }
    }

    /** The PENDING bit of a work item. */
    public static class Pending {
        private final Flags flags = kernel().flags(OWNER, "pending");

        @Operation
        public boolean queue() {
            return !flags.testAndSet(1);
        }

        @Operation
        public boolean start() {
            return flags.testAndClear(1);
        }
    }

    /** The same by loads and stores. */
    public static class PlainPending {
        private final Flags flags = kernel().flags(OWNER, "pending");

        @Operation
        public boolean queue() {
            return !flags.setPlain(1);
        }

        @Operation
        public boolean start() {
            return flags.clearPlain(1);
        }
    }
}

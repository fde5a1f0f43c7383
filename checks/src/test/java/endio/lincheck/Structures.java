// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Faults;
import endio.kernel.Flags;
import endio.kernel.Kernel;
import endio.kernel.ListHead;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.kernel.SpinLock;
import endio.threads.ThreadMachine;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the model that are data structures, as it uses them, and the same used wrongly. The sequential specification
 * of those here is themselves, one call after the other; {@link Waiters}, {@link Mailbox} and {@link Rounds} have one
 * of their own.
 */
public final class Structures {
    private static final ObjectId OWNER = new ObjectId("object", 0);

    private Structures() {}

    /**
     * One of them.
     *
     * @param type its calls
     * @param specification what these are to do, one after the other; itself if that is plain
     * @param wrong whether it is used wrongly, or broken
     * @param script calls worth trying whatever chance brings, by thread, then those after all; empty: none
     */
    record Structure(Class<?> type, Class<?> specification, boolean wrong, List<List<String>> script) {
        /** What it is called in what is said of it. */
        String name() {
            Class<?> outer = type.getEnclosingClass();
            return outer == null || outer == Structures.class ? type.getSimpleName() : outer.getSimpleName() + "." + type.getSimpleName();
        }
    }

    /** All. */
    static List<Structure> all() {
        List<Structure> all = new ArrayList<>();
        for (Class<?> type : List.of(References.class, LockedReferences.class, Conversions.class, Pending.class, LazyQueue.class,
                BioList.class, DioCount.class)) {
            all.add(new Structure(type, type, false, List.of()));
        }
        for (Class<?> type : List.of(PlainReferences.class, UnlockedConversions.class, PlainPending.class, StoredQueue.class,
                UnlockedBioList.class, PlainDioCount.class)) {
            all.add(new Structure(type, type, true, List.of()));
        }
        List<List<String>> twoWait = List.of(List.of("prepareToWait"), List.of("prepareToWait"), List.of("wakeUp", "sleeps"));
        all.add(new Structure(Waiters.class, Waiters.Specification.class, false, twoWait));
        all.add(new Structure(Waiters.WithoutLock.class, Waiters.Specification.class, true, twoWait));
        List<List<String>> postAndFlush = List.of(List.of("post", "flush"), List.of("post", "worker"), List.of());
        all.add(new Structure(Mailbox.class, Mailbox.Specification.class, false, postAndFlush));
        all.add(new Structure(Mailbox.PendingClearedLate.class, Mailbox.Specification.class, true, postAndFlush));
        all.add(new Structure(Mailbox.FlushWithoutWait.class, Mailbox.Specification.class, true, postAndFlush));
        all.add(new Structure(Mailbox.WithoutLock.class, Mailbox.Specification.class, true, postAndFlush));
        List<List<String>> wantAndSettle = List.of(List.of("want", "settle"), List.of("want", "worker"), List.of());
        all.add(new Structure(Rounds.class, Rounds.Specification.class, false, wantAndSettle));
        all.add(new Structure(Rounds.FlushedOnly.class, Rounds.Specification.class, true, wantAndSettle));
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

        @Operation
        public boolean nothingToFlush() {
            return !flags.test(1);
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

    /** {@code sb_init_dio_done_wq}: whoever comes first publishes its queue, and all use that one. */
    public static class LazyQueue {
        private final Pointer<Integer> queue = kernel().pointer(OWNER, "s_dio_done_wq", null);

        @Operation
        public int use(@Param(gen = IntGen.class, conf = "1:3") int mine) {
            Integer found = queue.load();
            if (found == null) {
                Integer before = queue.cmpxchg(null, mine);
                found = before == null ? mine : before;
            }
            return found;
        }

        @Operation
        public int find() {
            Integer found = queue.load();
            return found == null ? -1 : found;
        }
    }

    /** The same, published by a store. */
    public static class StoredQueue {
        private final Pointer<Integer> queue = kernel().pointer(OWNER, "s_dio_done_wq", null);

        @Operation
        public int use(@Param(gen = IntGen.class, conf = "1:3") int mine) {
            Integer found = queue.load();
            if (found == null) {
                queue.store(mine);
                found = mine;
            }
            return found;
        }

        @Operation
        public int find() {
            Integer found = queue.load();
            return found == null ? -1 : found;
        }
    }

    /** One bio in {@code dio.bio_list}. */
    private record Listed(int bio, @Nullable Listed next) {}

    /** {@code dio.bio_list} under {@code bio_lock}: bios that ended, for the submitter to take one by one. */
    public static class BioList {
        private final Kernel kernel = kernel();
        private final SpinLock lock = kernel.spinLock(OWNER, "bio_lock");
        private final Pointer<Listed> list = kernel.pointer(OWNER, "bio_list", null);

        @Operation
        public void end(@Param(gen = IntGen.class, conf = "1:3") int bio) {
            lock.lockIrqsave();
            list.store(new Listed(bio, list.load()));
            lock.unlock();
        }

        @Operation
        public int take() {
            lock.lockIrqsave();
            Listed first = list.load();
            if (first != null) {
                list.store(first.next());
            }
            lock.unlock();
            return first == null ? -1 : first.bio();
        }
    }

    /** The same without the lock. */
    public static class UnlockedBioList {
        private final Pointer<Listed> list = kernel().pointer(OWNER, "bio_list", null);

        @Operation
        public void end(@Param(gen = IntGen.class, conf = "1:3") int bio) {
            list.store(new Listed(bio, list.load()));
        }

        @Operation
        public int take() {
            Listed first = list.load();
            if (first != null) {
                list.store(first.next());
            }
            return first == null ? -1 : first.bio();
        }
    }

    /** {@code i_dio_count}: a request begins, it is done, and whether a truncate that comes now would wait. */
    public static class DioCount {
        private final Atomic count = kernel().atomic(OWNER, "i_dio_count", 0);

        @Operation
        public void begin() {
            count.inc();
        }

        @Operation
        public boolean done() {
            return count.decReturn() == 0;
        }

        @Operation
        public boolean waits() {
            return count.read() != 0;
        }
    }

    /** The same by loads and stores. */
    public static class PlainDioCount {
        private final Plain count = kernel().plain(OWNER, "i_dio_count", 0);

        @Operation
        public void begin() {
            count.add(1);
        }

        @Operation
        public boolean done() {
            return count.add(-1) == 0;
        }

        @Operation
        public boolean waits() {
            return count.load() != 0;
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A pointer of C, compared by identity.
 *
 * @param <T> what it points to
 */
public final class Pointer<T> {
    private final Machine machine;
    private final Ref<T> ref;

    Pointer(Machine machine, Ref<T> ref) {
        this.machine = machine;
        this.ref = ref;
    }

    /** Plain load. */
    public @Nullable T load() {
        return machine.perform(Op.LOAD, ref, null, null);
    }

    /** Plain store. */
    public void store(@Nullable T value) {
        machine.perform(Op.STORE, ref, value, null);
    }

    /** {@code READ_ONCE}. */
    public @Nullable T loadOnce() {
        return machine.perform(Op.LOAD_ONCE, ref, null, null);
    }

    /** {@code WRITE_ONCE}. */
    public void storeOnce(@Nullable T value) {
        machine.perform(Op.STORE_ONCE, ref, value, null);
    }

    /** {@code smp_load_acquire}. */
    public @Nullable T loadAcquire() {
        return machine.perform(Op.LOAD_ACQUIRE, ref, null, null);
    }

    /** {@code smp_store_release}. */
    public void storeRelease(@Nullable T value) {
        machine.perform(Op.STORE_RELEASE, ref, value, null);
    }

    /** {@code xchg}: stores and returns what was there. */
    public @Nullable T xchg(@Nullable T value) {
        return machine.perform(Op.XCHG, ref, value, null);
    }

    /** {@code cmpxchg}: stores {@code value} if it points to {@code expected}; returns what was there. */
    public @Nullable T cmpxchg(@Nullable T expected, @Nullable T value) {
        return machine.perform(Op.CMPXCHG, ref, expected, value);
    }
}

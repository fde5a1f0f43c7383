// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;

/** A plain variable of C, with the marked accesses that the kernel puts on some of them. */
public final class Plain {
    private final Machine machine;
    private final Word word;

    Plain(Machine machine, Word word) {
        this.machine = machine;
        this.word = word;
    }

    /** Plain load. */
    public long load() {
        return machine.perform(Op.LOAD, word, 0, 0);
    }

    /** Plain store. */
    public void store(long value) {
        machine.perform(Op.STORE, word, value, 0);
    }

    /** {@code READ_ONCE}. */
    public long loadOnce() {
        return machine.perform(Op.LOAD_ONCE, word, 0, 0);
    }

    /** {@code WRITE_ONCE}. */
    public void storeOnce(long value) {
        machine.perform(Op.STORE_ONCE, word, value, 0);
    }

    /** {@code smp_load_acquire}. */
    public long loadAcquire() {
        return machine.perform(Op.LOAD_ACQUIRE, word, 0, 0);
    }

    /** {@code smp_store_release}. */
    public void storeRelease(long value) {
        machine.perform(Op.STORE_RELEASE, word, value, 0);
    }

    /** {@code cmpxchg}: stores {@code value} if it holds {@code expected}; returns what was there. */
    public long cmpxchg(long expected, long value) {
        return machine.perform(Op.CMPXCHG, word, expected, value);
    }

    /** {@code x += n} on a plain variable: a load and a store, two steps. Returns the value after. */
    public long add(long n) {
        long after = load() + n;
        store(after);
        return after;
    }

    /** Waits until it is at least {@code least}, in one step; for actors that stand for an application. */
    public void awaitAtLeast(long least) {
        machine.perform(Op.AWAIT_GE, word, least, 0);
    }
}

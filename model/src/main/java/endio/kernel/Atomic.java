// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;

/** An {@code atomic_t}. What returns a value is fully ordered, what returns none is not ordered at all. */
public final class Atomic {
    private final Machine machine;
    private final Word word;

    Atomic(Machine machine, Word word) {
        this.machine = machine;
        this.word = word;
    }

    /** {@code atomic_read}. */
    public long read() {
        return machine.perform(Op.LOAD_ONCE, word, 0, 0);
    }

    /** {@code atomic_set}. */
    public void set(long value) {
        machine.perform(Op.STORE_ONCE, word, value, 0);
    }

    /** {@code atomic_inc}. The value after is for an event only: the kernel's has no result. */
    public long inc() {
        return machine.perform(Op.ADD, word, 1, 0) + 1;
    }

    /** {@code atomic_dec}. The value after is for an event only: the kernel's has no result. */
    public long dec() {
        return machine.perform(Op.ADD, word, -1, 0) - 1;
    }

    /** {@code atomic_inc_return}. */
    public long incReturn() {
        return machine.perform(Op.ADD_RETURN, word, 1, 0) + 1;
    }

    /** {@code atomic_dec_return}; {@code atomic_dec_and_test} is this compared with 0. */
    public long decReturn() {
        return machine.perform(Op.ADD_RETURN, word, -1, 0) - 1;
    }

    /** {@code atomic_cmpxchg}: returns what was there. */
    public long cmpxchg(long expected, long value) {
        return machine.perform(Op.CMPXCHG, word, expected, value);
    }

    /** {@code wait_event(wq, atomic_read(v) == value)}, with whoever changes it waking: one operation, which returns when it is so. */
    public void await(long value) {
        machine.perform(Op.AWAIT_EQ, word, value, 0);
    }
}

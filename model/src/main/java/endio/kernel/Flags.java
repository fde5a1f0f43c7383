// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;

/** A word of flags; a mask names the bits. */
public final class Flags {
    private final Machine machine;
    private final Word word;

    Flags(Machine machine, Word word) {
        this.machine = machine;
        this.word = word;
    }

    /** {@code test_bit}: whether any bit of {@code mask} is set. */
    public boolean test(long mask) {
        return (machine.perform(Op.LOAD_ONCE, word, 0, 0) & mask) != 0;
    }

    /** {@code set_bit}. */
    public void set(long mask) {
        machine.perform(Op.OR, word, mask, 0);
    }

    /** {@code clear_bit}. */
    public void clear(long mask) {
        machine.perform(Op.AND, word, ~mask, 0);
    }

    /** {@code test_and_set_bit}: whether any bit of {@code mask} was set before; fully ordered in both cases. */
    public boolean testAndSet(long mask) {
        return (machine.perform(Op.FETCH_OR, word, mask, 0) & mask) != 0;
    }

    /** {@code test_and_clear_bit}: whether any bit of {@code mask} was set before. */
    public boolean testAndClear(long mask) {
        return (machine.perform(Op.FETCH_AND, word, ~mask, 0) & mask) != 0;
    }

    /** {@code flags & mask} on a plain word. */
    public boolean testPlain(long mask) {
        return (machine.perform(Op.LOAD, word, 0, 0) & mask) != 0;
    }

    /** {@code flags |= mask} on a plain word: a load and a store. Returns whether any bit of {@code mask} was set before. */
    public boolean setPlain(long mask) {
        long before = machine.perform(Op.LOAD, word, 0, 0);
        machine.perform(Op.STORE, word, before | mask, 0);
        return (before & mask) != 0;
    }

    /** {@code flags &= ~mask} on a plain word: a load and a store. Returns whether any bit of {@code mask} was set before. */
    public boolean clearPlain(long mask) {
        long before = machine.perform(Op.LOAD, word, 0, 0);
        machine.perform(Op.STORE, word, before & ~mask, 0);
        return (before & mask) != 0;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.machine;

import endio.event.ObjectId;

/** A cell that holds a number, a flag word, or the state of a lock. Only an engine reads or changes {@link #value}. */
public final class Word extends Cell {
    /** The present value. For engines: model code goes through {@link Machine#perform(Op, Word, long, long)}. */
    public long value;

    /** For engines: a word that is not yet known to anybody else. */
    public Word(int id, ObjectId owner, String name, long initial) {
        super(id, owner, name);
        this.value = initial;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.machine;

import endio.event.ObjectId;

/**
 * One shared memory location: a field of an object, by name. Engines make cells ({@link Machine#word},
 * {@link Machine#ref}); two operations conflict when they are on the same cell and at least one changes it.
 */
public abstract sealed class Cell permits Word, Ref {
    private final int id;
    private final ObjectId owner;
    private final String name;

    Cell(int id, ObjectId owner, String name) {
        this.id = id;
        this.owner = owner;
        this.name = name;
    }

    /** Number of this cell in the execution, dense, in order of creation. */
    public final int id() {
        return id;
    }

    /** The object that this cell is a field of. */
    public final ObjectId owner() {
        return owner;
    }

    /** The field's name in the kernel. */
    public final String name() {
        return name;
    }

    @Override
    public final String toString() {
        return owner + "." + name;
    }
}

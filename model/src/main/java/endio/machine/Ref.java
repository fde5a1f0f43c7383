// SPDX-License-Identifier: GPL-2.0-or-later
package endio.machine;

import endio.event.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A cell that holds a pointer; {@code null} is the kernel's {@code NULL}. Only an engine reads or changes {@link #value}.
 *
 * @param <T> what it points to; compared by identity
 */
public final class Ref<T> extends Cell {
    /** The present value. For engines: model code goes through {@link Machine#perform(Op, Ref, Object, Object)}. */
    public @Nullable T value;

    /** For engines: a pointer that is not yet known to anybody else. */
    public Ref(int id, ObjectId owner, String name, @Nullable T initial) {
        super(id, owner, name);
        this.value = initial;
    }
}

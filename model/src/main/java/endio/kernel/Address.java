// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.ObjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where slab objects lie, one after the other. A work item in one of them is the same memory as that in the one before: a
 * workqueue knows an item by its address alone.
 */
final class Address {
    private final ObjectId id;
    private final Map<String, Work.State> works = new HashMap<>();
    private ObjectId last;

    /** The address of {@code first}. */
    Address(Kernel kernel, ObjectId first) {
        this.id = kernel.machine().number("address");
        this.last = first;
    }

    /** Owner of its memory, which is never freed. */
    ObjectId id() {
        return id;
    }

    /** {@code next} lies here from now on; returns what lay here before. Only whoever allocates it gets here. */
    ObjectId taken(ObjectId next) {
        ObjectId before = last;
        last = next;
        return before;
    }

    /** What workqueues know of the item in {@code field}. */
    Work.State work(String field, Supplier<Work.State> first) {
        return works.computeIfAbsent(field, f -> first.get());
    }
}

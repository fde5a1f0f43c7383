// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** Life and use of slab objects. */
public sealed interface MemoryEvent extends Event {

    /** Which object. */
    ObjectId object();

    /** Allocated on behalf of {@code req} (-1: none). */
    record Alloc(ObjectId object, int req) implements MemoryEvent {}

    /** It has been allocated where another object of its type lay that is freed: at the same address. */
    record Reuse(ObjectId object, ObjectId of) implements MemoryEvent {}

    /** Freed. */
    record Free(ObjectId object) implements MemoryEvent {}

    /** A field of the object was read or written. Engines say it for every operation on a cell of a slab object. */
    record Use(ObjectId object) implements MemoryEvent, OfOperation {}
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.machine.Machine;

/** What goes wrong by itself: failing allocations, wake-ups without reason. */
@FunctionalInterface
public interface Faults {

    /** Nothing ever fails. */
    Faults NONE = (machine, what) -> false;

    /**
     * Whether it goes wrong this time. An implementation may ask {@link Machine#choose}, and then all cases are searched.
     *
     * @param what {@code alloc dio}, {@code alloc_workqueue dio}, {@code spurious wake-up}, ...
     */
    boolean happens(Machine machine, String what);

    /**
     * Whether it is to be reckoned with at all, without a choice.
     *
     * @param what {@code reuse dio}: what is freed is given out again
     */
    default boolean possible(String what) {
        return false;
    }
}

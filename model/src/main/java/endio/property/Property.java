// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Event;
import java.util.Set;

/** One property: what it says, what it needs to judge, and a fresh {@link Monitor} for each execution. */
public interface Property {

    /** {@code S1}, {@code L4}, {@code Q2}. */
    String id();

    /** A name of a few words: {@code completion-after-conversion}. */
    String title();

    /** What it says, in one sentence. */
    String statement();

    /** What an engine must be able to tell for this property to judge. */
    Needs needs();

    /**
     * The classes of event that a monitor wants; one of the interfaces under {@link Event} stands for all its records.
     * An engine does not deliver others, and need not build them.
     */
    Set<Class<? extends Event>> hears();

    /** A monitor for one execution. */
    Monitor monitor();
}

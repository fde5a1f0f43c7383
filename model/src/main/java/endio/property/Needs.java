// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

/** What an engine must be able to tell for a property to judge; one that can't reports it as not checked. */
public enum Needs {
    /** The order of any two events. */
    TOTAL_ORDER,
    /** The order of the events of one object. */
    OBJECT_ORDER,
    /** Only how often things happened, and the state at the end. */
    END_STATE,
    /** What processors do that order memory weakly: beyond any interleaving of whole steps. */
    WEAK_MEMORY
}

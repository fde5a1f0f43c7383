// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.Context;
import java.util.List;

/**
 * How an execution ended.
 *
 * @param kind see {@link Kind}
 * @param blocked who waits for ever; empty unless the kind is {@link Kind#STUCK}
 */
public record Ending(Kind kind, List<Blocked> blocked) {

    /** All threads ran to their end. */
    public static final Ending QUIESCENT = new Ending(Kind.QUIESCENT, List.of());

    /** How. */
    public enum Kind {
        /** All threads ran to their end. */
        QUIESCENT,
        /** Nobody can go on, and somebody waits. */
        STUCK,
        /** The modelled kernel crashed. */
        CRASHED,
        /** The engine or the recording stopped it; what is missing at the end means nothing. */
        CUT
    }

    /**
     * A thread that waits for ever.
     *
     * @param who the thread
     * @param what the operation and the cell: {@code LOCK inode#0.i_mutex}
     * @param holder who holds it, or an empty text
     */
    public record Blocked(Context who, String what, String holder) {}

    public Ending {
        blocked = List.copyOf(blocked);
    }

    /** Whether all threads ran to their end. */
    public boolean quiescent() {
        return kind == Kind.QUIESCENT;
    }
}

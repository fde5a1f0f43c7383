// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import org.jspecify.annotations.Nullable;

/** Which choice is made, wherever more than one can be. */
interface Strategy {

    /**
     * Who takes its pending step next. It {@linkplain Threads#canStep can}.
     *
     * @param current who took the last step, null at the start
     * @return null to end the execution here
     */
    @Nullable LogicalThread next(Threads threads, @Nullable LogicalThread current);

    /** The outcome, from 0, of the choice between {@code thread.alternatives} that {@code thread} makes now. */
    int choose(LogicalThread thread);

    /** The step of this number on the path has just been taken. */
    void stepped(int step);

    /** Whether an event is a step to decide about; if not, it goes with the operation before it. */
    boolean partsEvents();
}

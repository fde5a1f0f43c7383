// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.event.Context;
import endio.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a replay.
 *
 * @param index position among the steps, from 0
 * @param who the thread, as what it ran at that moment
 * @param what the kind of step
 * @param text for people: {@code LOCK inode#0.i_mutex}, {@code choose bio fails = 1}, the event's name
 * @param cell name of the cell that was operated on, empty if none
 * @param event what was said, null for an operation or a choice
 * @param before value of the cell before, empty if none
 * @param after value after; of a choice, the outcome
 * @param stack frames of model code, innermost first
 * @param enabled who could have taken a step instead, the one who did included; empty where nothing was to be decided
 * @param switched another thread than in the step before
 * @param preempted the thread of the step before could have gone on
 * @param causes indices of the steps that this one comes directly after in every order
 */
public record Step(int index, Context who, What what, String text, String cell, @Nullable Event event, String before, String after,
        List<Frame> stack, List<Context> enabled, boolean switched, boolean preempted, List<Integer> causes) {

    /** Kinds of step. */
    public enum What { OPERATION, CHOICE, EVENT }

    public Step {
        stack = List.copyOf(stack);
        enabled = List.copyOf(enabled);
        causes = List.copyOf(causes);
    }

    /** Whether the step changed its cell. */
    public boolean changed() {
        return what == What.OPERATION && !before.equals(after);
    }
}

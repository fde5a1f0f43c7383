// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.List;
import java.util.Map;

/**
 * What a search with at most so many preemptions found. It passes nothing: an execution with one more may violate anything.
 *
 * @param exploration counts and findings of the traces that have an order with so few preemptions; its verdict is never {@link
 *     Exploration.Verdict#COMPLETE}, and its {@code blocked} are runs that came to where another one had been
 * @param traces for each number of preemptions, from 0, the traces that need just so many, deadlocks included
 * @param stuck how many of these end in a deadlock
 * @param complete up to this number every trace was seen; -1: not even those that need none
 * @param beyond whether there are orders with more preemptions that may be other traces
 * @param fewest of each property that was violated, the least number of preemptions of any trace that violates it
 */
public record Bounded(Exploration exploration, List<Long> traces, List<Long> stuck, int complete, boolean beyond,
        Map<String, Integer> fewest) {

    public Bounded {
        traces = List.copyOf(traces);
        stuck = List.copyOf(stuck);
        fewest = Map.copyOf(fewest);
    }

    /** How far it came, in a few words: {@code bounded(2)}. */
    public String verdict() {
        return complete < 0 ? "bounded(0), not finished"
                : "bounded(" + complete + ")" + (complete < traces.size() - 1 ? ", " + (complete + 1) + " not finished" : "");
    }
}

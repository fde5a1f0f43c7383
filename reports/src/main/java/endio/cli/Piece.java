// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.Exploration;
import endio.explore.Rank;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What it takes to put the parts of one exploration together, besides its record.
 *
 * @param outcomes how many executions ended with each
 * @param ranks by property, the place of the trace that shows it
 */
record Piece(Map<String, Long> outcomes, Map<String, Rank> ranks) {
    static final Piece NONE = new Piece(Map.of(), Map.of());

    Piece {
        outcomes = new TreeMap<>(outcomes);
        ranks = new TreeMap<>(ranks);
    }

    static Piece of(Exploration exploration) {
        return new Piece(exploration.outcomes(), exploration.ranks());
    }

    static Piece of(Map<String, Long> outcomes, Map<String, List<Long>> numbers) {
        Map<String, Rank> ranks = new TreeMap<>();
        numbers.forEach((property, n) -> ranks.put(property, new Rank(n.get(0).intValue(), n.get(1).intValue(), n.get(2))));
        return new Piece(outcomes, ranks);
    }

    /** The ranks as numbers. */
    Map<String, List<Long>> numbers() {
        Map<String, List<Long>> numbers = new TreeMap<>();
        ranks.forEach((property, rank) -> numbers.put(property,
                List.of((long) rank.handovers(), (long) rank.entries(), rank.fingerprint())));
        return numbers;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was found in the runs of a search that takes them one after another: of each property, the best that was met. */
final class Findings {
    private final Concrete concrete;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /** So many runs that show the same property are made concrete, and after that only those with fewer switches. */
    private static final int ATTEMPTS = 8;

    private static final class Kept {
        private Concrete.@Nullable Shown best;
        private int attempts;
        private int fewest = Integer.MAX_VALUE;
    }

    Findings(Program program, Threads threads, Fibers fibers, List<Property> properties, String modelHash) {
        concrete = new Concrete(program, threads, fibers, properties, modelHash);
    }

    int count() {
        return kept.size();
    }

    List<Finding> all() {
        return kept.values().stream().map(k -> k.best).filter(Objects::nonNull).map(Concrete.Shown::finding).toList();
    }

    /** Looks at what was found in the run that has just ended; keeps what is new, or shorter than what was kept. */
    void consider(Execution run) {
        Map<String, Audience.Violation> wanted = new LinkedHashMap<>();
        for (Audience.Violation v : run.audience.violations()) {
            Kept known = kept.computeIfAbsent(v.property(), id -> new Kept());
            if (known.attempts < ATTEMPTS || v.switches() < known.fewest) {
                wanted.putIfAbsent(v.property(), v);
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Orders orders = new Orders(run.log, run.path);
        concrete.repeats(orders, run.log.length());
        for (Audience.Violation v : wanted.values()) {
            Kept known = kept.computeIfAbsent(v.property(), id -> new Kept());
            known.attempts++;
            known.fewest = Math.min(known.fewest, v.switches());
            Concrete.Shown shown = concrete.concrete(v, orders);
            if (shown.betterThan(known.best)) {
                known.best = shown;
            }
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was found in a run of the search into a finding: replays the run at once, puts its steps into an order in which
 * it shows without any thought of what could have been, and takes out switches that are not needed.
 */
final class Findings {
    private final Program program;
    private final Threads threads;
    private final Fibers fibers;
    private final List<Property> properties;
    private final String modelHash;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(Finding finding, int switches, int steps) {}

    Findings(Program program, Threads threads, Fibers fibers, List<Property> properties, String modelHash) {
        this.program = program;
        this.threads = threads;
        this.fibers = fibers;
        this.properties = properties;
        this.modelHash = modelHash;
    }

    int count() {
        return kept.size();
    }

    List<Finding> all() {
        return kept.values().stream().map(Kept::finding).toList();
    }

    /** Looks at what was found in the run that has just ended; keeps what is new, or shorter than what was kept. */
    void consider(Execution run) {
        List<Audience.Violation> wanted = new ArrayList<>();
        for (Audience.Violation v : run.audience.violations()) {
            Kept known = kept.get(v.property());
            if (known == null || v.switches() < known.switches
                    || v.switches() == known.switches && v.steps() < known.steps) {
                wanted.add(v);
                kept.put(v.property(), new Kept(known == null
                        ? new Finding(v.property(), v.sentence(), new Schedule(modelHash, List.of(), List.of()), v.at(), false)
                        : known.finding, v.switches(), v.steps()));
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Orders orders = new Orders(run.log, run.path);
        int length = run.log.length();
        for (Audience.Violation v : wanted) {
            Kept now = kept.get(v.property());
            if (now != null && now.switches == v.switches() && now.steps == v.steps()) {
                kept.put(v.property(), new Kept(concrete(v, orders, length), v.switches(), v.steps()));
            }
        }
    }

    private Finding concrete(Audience.Violation v, Orders orders, int length) {
        Trace asRun = replay(orders, orders.asRun());
        if (asRun.steps().size() != length) {
            throw new HiddenNondeterminism(Math.min(asRun.steps().size(), length),
                    "the run has " + length + " steps and events, its replay " + asRun.steps().size());
        }
        List<Integer> at = v.at().stream().map(orders::step).toList();
        for (int[] order : candidates(orders, at)) {
            if (replay(orders, order).violates(v.property())) {
                return fewest(v, orders, order, at);
            }
        }
        return new Finding(v.property(), v.sentence(), asRun.schedule(), v.at(), false);
    }

    private static List<int[]> candidates(Orders orders, List<Integer> at) {
        List<int[]> candidates = new ArrayList<>();
        candidates.add(orders.asRun());
        if (at.size() > 1) {
            if (at.get(0) >= 0) {
                candidates.add(orders.lateAfter(at.get(0), at.subList(1, at.size())));
            }
            for (int i = 1; i < at.size(); i++) {
                if (at.get(0) >= 0) {
                    candidates.add(orders.lateAfter(at.get(0), List.of(at.get(i))));
                }
                if (at.get(i) >= 0) {
                    candidates.add(orders.lateAfter(at.get(i), List.of(at.get(0))));
                }
            }
        }
        return candidates;
    }

    private Finding fewest(Audience.Violation v, Orders orders, int[] shows, List<Integer> at) {
        List<int[]> tries = new ArrayList<>();
        for (int start : orders.everybody()) {
            tries.add(orders.fewSwitches(shows, List.of(), start));
            tries.add(orders.fewSwitches(shows, at, start));
        }
        tries.add(shows);
        tries.sort(java.util.Comparator.comparingInt(orders::switches));
        for (int[] order : tries) {
            Finding finding = shown(v, replay(orders, order));
            if (finding != null) {
                return finding;
            }
        }
        throw new HiddenNondeterminism(0, "a replay showed " + v.property() + ", and the same replay did not");
    }

    private @Nullable Finding shown(Audience.Violation v, Trace trace) {
        return trace.violations().stream().filter(found -> found.property().equals(v.property())).findFirst()
                .map(found -> new Finding(v.property(), found.sentence(), trace.schedule(), found.at(), true))
                .orElse(null);
    }

    private Trace replay(Orders orders, int[] order) {
        try {
            return Replay.run(program, threads, fibers, orders.threads(order), false, orders.choices(order), properties,
                    modelHash);
        } catch (ScheduleMismatch mismatch) {
            throw new HiddenNondeterminism(mismatch.step(), mismatch.getMessage());
        }
    }
}

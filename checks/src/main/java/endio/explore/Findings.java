// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Property;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final Execution again;
    private final String modelHash;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private static final Schedule EMPTY = new Schedule("", List.of(), List.of());

    private record Kept(Finding finding, int switches, int steps) {}

    Findings(Program program, Threads threads, Fibers fibers, List<Property> properties, String modelHash) {
        this.program = program;
        this.again = new Execution(threads, fibers, false, log -> new Audience(properties, log, true));
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
                        ? new Finding(v.property(), v.sentence(), EMPTY, v.at(), false)
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
        List<Integer> at = v.at().stream().map(orders::step).toList();
        List<int[]> candidates = candidates(orders, at);
        Finding asRun = null;
        for (int[] order : candidates) {
            Guide guide = replay(orders, order);
            if (asRun == null) {
                if (again.log.length() != length) {
                    throw new HiddenNondeterminism(Math.min(again.log.length(), length),
                            "the run has " + length + " steps and events, its replay " + again.log.length());
                }
                asRun = new Finding(v.property(), v.sentence(), guide.schedule(modelHash), v.at(), false);
            }
            if (shown(v, guide) != null) {
                return fewest(v, orders, order, at);
            }
        }
        return asRun == null ? new Finding(v.property(), v.sentence(), EMPTY, v.at(), false) : asRun;
    }

    /** Orders that may show it: as it ran, and with one of the two that are in question as late as it can be. */
    private static List<int[]> candidates(Orders orders, List<Integer> at) {
        List<int[]> candidates = new ArrayList<>();
        candidates.add(orders.asRun());
        int first = at.isEmpty() ? -1 : at.get(0);
        if (first >= 0 && at.size() > 1) {
            candidates.add(orders.lateAfter(first, at.subList(1, at.size())));
            for (int other : at.subList(1, at.size())) {
                if (other >= 0) {
                    candidates.add(orders.lateAfter(first, List.of(other)));
                    candidates.add(orders.lateAfter(other, List.of(first)));
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
        tries.sort(Comparator.comparingInt(orders::switches));
        for (int[] order : tries) {
            Finding finding = shown(v, replay(orders, order));
            if (finding != null) {
                return finding;
            }
        }
        throw new HiddenNondeterminism(0, "a replay showed " + v.property() + ", and the same replay did not");
    }

    private @Nullable Finding shown(Audience.Violation v, Guide guide) {
        return again.audience.violations().stream().filter(found -> found.property().equals(v.property())).findFirst()
                .map(found -> new Finding(v.property(), found.sentence(), guide.schedule(modelHash), found.at(), true))
                .orElse(null);
    }

    private Guide replay(Orders orders, int[] order) {
        Guide guide = new Guide(again, orders.threads(order), false, orders.choices(order), Integer.MAX_VALUE);
        again.strategy(guide);
        again.run(program, 0);
        try {
            guide.check();
        } catch (ScheduleMismatch mismatch) {
            throw new HiddenNondeterminism(mismatch.step(), String.valueOf(mismatch.getMessage()));
        }
        return guide;
    }
}

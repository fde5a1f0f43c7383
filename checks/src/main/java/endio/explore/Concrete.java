// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Property;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was found in a run of a search into a finding: replays the run at once, puts its steps into an order in which
 * it shows without any thought of what could have been, and takes out switches that are not needed.
 */
final class Concrete {
    private final Program program;
    private final Execution again;
    private final String modelHash;

    /** A finding and what it takes to see it. */
    record Shown(Finding finding, int switches) {
        boolean betterThan(@Nullable Shown other) {
            if (other == null) {
                return true;
            }
            if (finding.inTotalOrder() != other.finding.inTotalOrder()) {
                return finding.inTotalOrder();
            }
            int steps = finding.schedule().steps().size();
            int otherSteps = other.finding.schedule().steps().size();
            return switches != other.switches ? switches < other.switches : steps < otherSteps;
        }
    }

    Concrete(Program program, Threads threads, Fibers fibers, List<Property> properties, String modelHash) {
        this.program = program;
        this.again = new Execution(threads, fibers, false, log -> new Audience(properties, log, true));
        this.modelHash = modelHash;
    }

    /**
     * Replays a run as it was.
     *
     * @throws HiddenNondeterminism if it does not repeat itself
     */
    void repeats(Orders orders, int length) {
        replay(orders, orders.asRun());
        if (again.log.length() != length) {
            throw new HiddenNondeterminism(Math.min(again.log.length(), length),
                    "the run has " + length + " steps and events, its replay " + again.log.length());
        }
    }

    /** A violation of a run of these steps, in the best order that was found. */
    Shown concrete(Audience.Violation v, Orders orders) {
        List<Integer> at = v.at().stream().map(orders::step).toList();
        for (int[] order : candidates(orders, at)) {
            Shown shown = shown(v, replay(orders, order));
            if (shown != null) {
                return shortest(v, orders, order, at, shown);
            }
        }
        Guide asRun = replay(orders, orders.asRun());
        return new Shown(new Finding(v.property(), v.sentence(), asRun.schedule(modelHash), v.at(), false), v.switches());
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

    /** The best of several orders with few switches, each also without what comes after the violation. */
    private Shown shortest(Audience.Violation v, Orders orders, int[] shows, List<Integer> at, Shown first) {
        List<int[]> tries = new ArrayList<>();
        for (int start : orders.everybody()) {
            tries.add(orders.fewSwitches(shows, List.of(), start));
            tries.add(orders.fewSwitches(shows, at, start));
        }
        tries.add(shows);
        Shown best = first;
        for (int[] order : tries) {
            for (int[] shorter : List.of(order, orders.upTo(order, at))) {
                Shown shown = shown(v, replay(orders, shorter));
                if (shown != null && shown.betterThan(best)) {
                    best = shown;
                }
            }
        }
        return best;
    }

    private @Nullable Shown shown(Audience.Violation v, Guide guide) {
        return again.audience.violations().stream().filter(found -> found.property().equals(v.property())).findFirst()
                .map(found -> new Shown(new Finding(v.property(), found.sentence(), guide.schedule(modelHash), found.at(), true),
                        found.switches()))
                .orElse(null);
    }

    private Guide replay(Orders orders, int[] order) {
        return replay(again, orders.threads(order), orders.choices(order));
    }

    /** Runs threads by their ids in an order. */
    Guide replay(Execution again, int[] who, List<Integer> choices) {
        return replay(again, new Guide(again, who, false, choices, Integer.MAX_VALUE));
    }

    /** Runs a schedule. */
    Guide replay(Execution again, Schedule schedule) {
        int[] who = schedule.steps().stream().mapToInt(Integer::intValue).toArray();
        return replay(again, new Guide(again, who, true, schedule.choices(), Integer.MAX_VALUE));
    }

    private Guide replay(Execution again, Guide guide) {
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

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Program;
import java.util.List;
import java.util.Optional;

/**
 * Makes the execution of a finding smaller: fewer preemptions, then fewer steps and events up to what it shows. Each try is run, and
 * counts only if it shows the same.
 */
final class Smallest {
    private final Program program;
    private final Execution again;

    /** @param again judges by the order in which it runs */
    Smallest(Program program, Execution again) {
        this.program = program;
        this.again = again;
    }

    /**
     * A finding, and what it takes to see it.
     *
     * @param preemptions up to where it shows
     * @param steps operations and events up to there
     */
    record Sized(Finding finding, int preemptions, int steps) {
        boolean smallerThan(Sized other) {
            return preemptions != other.preemptions ? preemptions < other.preemptions : steps < other.steps;
        }
    }

    /** The smallest order of the finding's trace that was found; empty if its own schedule does not show it. */
    Optional<Sized> of(Finding finding) {
        int[] who = finding.schedule().steps().stream().mapToInt(Integer::intValue).toArray();
        Optional<Sized> asFound = run(finding, new Guide(again, who, true, finding.schedule().choices(), Integer.MAX_VALUE));
        if (asFound.isEmpty()) {
            return asFound;
        }
        Sized best = asFound.get();
        Orders orders = new Orders(again.log, again.path);
        List<Integer> at = best.finding.at().stream().map(orders::step).toList();
        for (List<Integer> fixed : List.of(at, List.<Integer>of())) {
            for (List<Integer> wanted : List.of(at, List.<Integer>of())) {
                int[] order = orders.fewPreemptions(orders.asRun(), fixed, wanted);
                if (order.length > 0) {
                    Guide guide = new Guide(again, orders.threads(order), false, orders.choices(order), Integer.MAX_VALUE);
                    Optional<Sized> other = run(finding, guide);
                    if (other.isPresent() && other.get().smallerThan(best)) {
                        best = other.get();
                    }
                }
            }
        }
        return Optional.of(best);
    }

    private Optional<Sized> run(Finding finding, Guide guide) {
        again.strategy(guide);
        again.run(program, 0);
        guide.check();
        return again.audience.violations().stream().filter(v -> v.property().equals(finding.property())).findFirst()
                .map(v -> new Sized(new Finding(v.property(), v.sentence(), guide.schedule(finding.schedule().modelHash()), v.at(),
                        true), guide.preemptions(v.steps()), v.steps()));
    }
}

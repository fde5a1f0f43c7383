// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks other executions about findings: whether one with fewer preemptions shows the same, which is the nearest that does not, and
 * which races it takes.
 */
public final class Explainer {
    /** Executions looked at for the question which races are needed. */
    private static final long MOST = 10_000;

    /** Races of an execution that are asked about. */
    private static final int MOST_RACES = 200;

    private final Program program;
    private final ExploreOptions options;
    private final Threads threads = new Threads();
    private final Fibers fibers;
    private final long end;

    /** A finding on its way to its explanation. */
    private record Started(Finding finding, int preemptions, int atLeast, int steps, Optional<Explanation.Passing> nearest) {}

    private Explainer(Program program, ExploreOptions options, Fibers fibers) {
        this.program = program;
        this.options = options;
        this.fibers = fibers;
        this.end = System.nanoTime() + options.budget().toNanos();
    }

    /**
     * Explains the findings of a program.
     *
     * @param options those that they were found with; of them the properties, the model hash, the bound of steps, and as
     *     budget the time for all that is asked here: what is not known when it is over stays unknown
     * @return in the same order
     */
    public static List<Explanation> explain(Program program, List<Finding> findings, ExploreOptions options) {
        if (findings.isEmpty()) {
            return List.of();
        }
        try (Fibers fibers = options.onThreads() ? Fibers.threads() : Fibers.fastest()) {
            return new Explainer(program, options, fibers).all(findings);
        }
    }

    private List<Explanation> all(List<Finding> findings) {
        Needs needs = new Needs(program, judging(options.properties(), false));
        List<Started> started = new ArrayList<>();
        for (Finding finding : findings) {
            started.add(start(finding, needs));
        }
        needs.run(options.maxSteps(), MOST, end);
        return started.stream().map(s -> new Explanation(s.finding, s.preemptions, s.atLeast, s.steps, s.nearest,
                needs.always(s.finding.property()), needs.races(s.finding.property()))).toList();
    }

    private Execution judging(List<Property> properties, boolean totalOrder) {
        return new Execution(threads, fibers, false, log -> new Audience(properties, log, totalOrder));
    }

    private Started start(Finding given, Needs needs) {
        List<Property> property = options.properties().stream().filter(p -> p.id().equals(given.property())).toList();
        Finding finding = given;
        int preemptions = -1;
        int steps = 0;
        int atLeast = 0;
        if (given.inTotalOrder()) {
            Smallest smallest = new Smallest(program, judging(property, true));
            Optional<Smallest.Sized> sized = smallest.of(given);
            if (sized.isPresent() && sized.get().preemptions() > 0 && left() > 0) {
                Bounded fewer = BoundedExplorer.explore(program, options.withProperties(property).withMaxExecutions(MOST)
                        .withBudget(Duration.ofNanos(Math.max(1, left() / 3))),
                        Math.min(BoundedExplorer.MOST, sized.get().preemptions() - 1));
                atLeast = fewer.complete() + 1;
                if (fewer.fewest().containsKey(given.property())) {
                    atLeast = Math.min(atLeast, fewer.fewest().get(given.property()));
                    sized = smaller(smallest, sized.get(), fewer);
                }
            }
            if (sized.isPresent()) {
                finding = sized.get().finding();
                preemptions = sized.get().preemptions();
                steps = sized.get().steps();
            }
        }
        Execution judged = judging(property, false);
        Guide guide = new Guide(judged, finding.schedule().steps().stream().mapToInt(Integer::intValue).toArray(), true,
                finding.schedule().choices(), Integer.MAX_VALUE);
        judged.strategy(guide);
        judged.run(program, 0);
        guide.check();
        Ran ran = new Ran(judged);
        int before = steps > 0 ? steps : ran.length();
        List<Integer> at = finding.at();
        needs.ask(finding.property(), ran.pairs().stream().filter(p -> p.second() >= 0 && p.second() < before
                && (at.isEmpty() || ran.leadsTo(p.second(), at))).limit(MOST_RACES).toList());
        Optional<Explanation.Passing> nearest = left() > 0 ? nearest(judged, ran, finding, before, property) : Optional.empty();
        return new Started(finding, preemptions, atLeast, steps, nearest);
    }

    private long left() {
        return end - System.nanoTime();
    }

    private static Optional<Smallest.Sized> smaller(Smallest smallest, Smallest.Sized than, Bounded fewer) {
        return fewer.exploration().findings().stream()
                .filter(f -> f.property().equals(than.finding().property()) && f.inTotalOrder()).findFirst()
                .flatMap(smallest::of).filter(other -> other.smallerThan(than)).or(() -> Optional.of(than));
    }

    private Optional<Explanation.Passing> nearest(Execution judged, Ran ran, Finding finding, int before, List<Property> property) {
        return new NearestPassing(program, judged).of(ran, finding, before).map(passed -> {
            List<Step> violating = Replay.run(program, finding.schedule(), property).steps();
            Trace passing = Replay.run(program, passed.schedule(), property);
            int same = 0;
            while (same < Math.min(violating.size(), passing.steps().size())
                    && equal(violating.get(same), passing.steps().get(same))) {
                same++;
            }
            return new Explanation.Passing(passing.schedule(), same, passed.reversed(), passed.choice());
        });
    }

    private static boolean equal(Step a, Step b) {
        return a.who().equals(b.who()) && a.what() == b.what() && a.text().equals(b.text())
                && value(a.before()).equals(value(b.before())) && value(a.after()).equals(value(b.after()));
    }

    /** Without where an object is in memory. */
    private static String value(String text) {
        return text.replaceAll("@[0-9a-f]{1,16}", "");
    }
}

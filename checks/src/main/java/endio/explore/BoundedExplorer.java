// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.explore.Exploration.Verdict;
import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Runs a program in every order with at most so many preemptions, those with fewer first: see {@link PreemptionSearch}. */
public final class BoundedExplorer {
    /** The largest bound. */
    public static final int MOST = 100;

    private final Program program;
    private final ExploreOptions options;
    private final int bound;
    private final Execution execution;
    private final PreemptionSearch search;
    private final Findings findings;
    private final Prints known = new Prints();
    private final long[] traces;
    private final long[] stuck;
    private final Map<String, Integer> fewest = new HashMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Limits limits;
    private long cut;
    private long merged;
    private long steps;

    private BoundedExplorer(Program program, ExploreOptions options, int bound, Fibers fibers) {
        this.program = program;
        this.options = options;
        this.bound = bound;
        this.traces = new long[bound + 1];
        this.stuck = new long[bound + 1];
        Threads threads = new Threads();
        execution = new Execution(threads, fibers, options.commuting(), log -> new Audience(options.properties(), log, false));
        search = new PreemptionSearch(execution, options.maxSteps(), bound);
        options.watch().begins(execution, fibers);
        execution.strategy(search);
        findings = new Findings(program, threads, fibers, options.properties(), options.modelHash());
        limits = new Limits(options, Duration.ZERO);
    }

    /**
     * Explores {@code program} with at most {@code preemptions} preemptions. A thread is preempted if another one takes the next
     * step although it could.
     *
     * @param preemptions from 0 to {@link #MOST}
     * @throws ModelError if model code throws anything but a crash of its kernel
     * @throws HiddenNondeterminism if a run does not repeat itself
     */
    public static Bounded explore(Program program, ExploreOptions options, int preemptions) {
        if (preemptions < 0 || preemptions > MOST) {
            throw new IllegalArgumentException("preemptions: from 0 to " + MOST + ", not " + preemptions);
        }
        try (Fibers fibers = options.onThreads() ? Fibers.threads() : Fibers.fastest()) {
            return new BoundedExplorer(program, options, preemptions, fibers).run();
        } finally {
            options.watch().ends();
        }
    }

    private Bounded run() {
        while (search.begin()) {
            once();
            if (!limits.goesOn(findings.count(), () -> options.maxExecutions() - known.size() - cut)) {
                return result(Objects.requireNonNull(limits.reason()), search.next() - 1);
            }
            if (limits.tells()) {
                limits.tell(elapsed -> new ExploreOptions.Progress(known.size() + cut, execution.audience.events(),
                        search.pending(), findings.all(), Duration.ofNanos(elapsed)));
            }
        }
        return result(Verdict.BOUNDED, bound);
    }

    private void once() {
        Ending ending = execution.run(program, search.keep());
        HiddenNondeterminism differs = search.differs();
        if (differs != null) {
            throw differs.at(execution.whereabouts.place());
        }
        steps += execution.path.length();
        if (search.merged()) {
            merged++;
            return;
        }
        if (ending.kind() == Ending.Kind.CUT) {
            cut++;
            outcomes.merge(execution.outcome(ending), 1L, Long::sum);
        } else {
            count(ending);
        }
        for (Audience.Violation v : execution.audience.violations()) {
            fewest.merge(v.property(), search.preemptions(), Math::min);
        }
        if (!execution.audience.violations().isEmpty()) {
            findings.consider(execution);
        }
    }

    private void count(Ending ending) {
        int with = search.preemptions();
        int before = known.note(search.trace().high(), search.trace().low(), with);
        boolean ends = ending.kind() == Ending.Kind.STUCK;
        if (before < 0) {
            outcomes.merge(execution.outcome(ending), 1L, Long::sum);
        } else if (before > with) {
            traces[before]--;
            stuck[before] -= ends ? 1 : 0;
        }
        if (before < 0 || before > with) {
            traces[with]++;
            stuck[with] += ends ? 1 : 0;
        }
    }

    private Bounded result(Verdict verdict, int complete) {
        long deadlocks = Arrays.stream(stuck).sum();
        Exploration exploration = new Exploration(verdict, known.size() - deadlocks, deadlocks, cut, merged, steps,
                execution.audience.events(), new TreeMap<>(outcomes), findings.all(), execution.audience.judgedByProperty(),
                limits.took(), cut == 0 ? "" : execution.whereabouts.whoAndPlace());
        return new Bounded(exploration, Arrays.stream(traces).boxed().toList(), Arrays.stream(stuck).boxed().toList(), complete,
                search.beyond(), fewest);
    }
}

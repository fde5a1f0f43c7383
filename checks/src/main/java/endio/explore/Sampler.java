// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.explore.Exploration.Verdict;
import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Runs a program in random orders: for what is too large to be searched. */
public final class Sampler {
    private final Program program;
    private final ExploreOptions options;
    private final Sampling sampling;
    private final Threads threads = new Threads();
    private final Execution execution;
    private final RandomStrategy strategy;
    private final Findings findings;
    private final TraceClass trace = new TraceClass();
    private final Prints known = new Prints();
    private final Map<String, Sampled.First> first = new HashMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Limits limits;
    /** Property to stop at; empty: none. */
    private String until = "";
    private long runs;
    private long stuck;
    private long cut;
    private long steps;

    private Sampler(Program program, ExploreOptions options, Sampling sampling, Fibers fibers) {
        this.program = program;
        this.options = options;
        this.sampling = sampling;
        execution = new Execution(threads, fibers, options.commuting(), log -> new Audience(options.properties(), log, false));
        strategy = switch (sampling.strategy()) {
            case PCT -> new PriorityWalk(execution, options.maxSteps(), sampling.depth());
            case POS -> new PartialOrderWalk(execution, options.maxSteps());
            case UNIFORM -> new UniformWalk(execution, options.maxSteps());
            case RANDOM -> new RandomWalk(execution, options.maxSteps());
        };
        options.watch().begins(execution, fibers);
        execution.strategy(strategy);
        findings = new Findings(program, threads, fibers, options.properties(), options.modelHash());
        limits = new Limits(options, Duration.ZERO);
    }

    /**
     * Runs {@code program} as often as {@code sampling} says, or until a bound of {@code options} is reached. Each run stands for
     * its trace: it is judged by happens-before, as in an exhaustive search.
     *
     * @throws ModelError if model code throws anything but a crash of its kernel
     */
    public static Sampled sample(Program program, ExploreOptions options, Sampling sampling) {
        try (Fibers fibers = options.onThreads() ? Fibers.threads() : Fibers.fastest()) {
            return new Sampler(program, options, sampling, fibers).run();
        } finally {
            options.watch().ends();
        }
    }

    /**
     * Runs {@code program} until a property is violated: how long that takes is all that is asked, and no finding is made of it.
     *
     * @param property its id, or one of {@link Finding}'s
     * @return what was run; {@link Sampled#first} says when
     */
    public static Sampled until(String property, Program program, ExploreOptions options, Sampling sampling) {
        try (Fibers fibers = options.onThreads() ? Fibers.threads() : Fibers.fastest()) {
            Sampler sampler = new Sampler(program, options, sampling, fibers);
            sampler.until = property;
            return sampler.run();
        } finally {
            options.watch().ends();
        }
    }

    private Sampled run() {
        while (runs < sampling.runs() && limits.reason() == null) {
            once();
            if (first.containsKey(until)) {
                limits.end(Verdict.INTERRUPTED);
            }
            if (limits.goesOn(findings.count(), () -> options.maxExecutions() - runs) && limits.tells()) {
                limits.tell(elapsed -> new ExploreOptions.Progress(runs, execution.audience.events(), 0, findings.all(),
                        Duration.ofNanos(elapsed)));
            }
        }
        return result(Objects.requireNonNullElse(limits.reason(), Verdict.SAMPLED));
    }

    private void once() {
        strategy.begin(TraceClass.mix(sampling.seed()) + runs * 0x9e3779b97f4a7c15L);
        Ending ending = execution.run(program, 0);
        runs++;
        steps += execution.path.length();
        outcomes.merge(execution.outcome(ending), 1L, Long::sum);
        if (ending.kind() == Ending.Kind.CUT) {
            cut++;
        } else {
            stuck += ending.kind() == Ending.Kind.STUCK ? 1 : 0;
            strategy.ended(threads, execution.path);
            trace.restart();
            for (int s = 0; s < execution.path.length(); s++) {
                trace.add(execution.path, s);
            }
            known.note(trace.high(), trace.low(), 0);
        }
        if (!execution.audience.violations().isEmpty()) {
            long now = limits.elapsed();
            execution.audience.violations().forEach(v -> first.putIfAbsent(v.property(), new Sampled.First(runs, now)));
            if (until.isEmpty()) {
                findings.consider(execution);
            }
        }
    }

    private Sampled result(Verdict verdict) {
        Exploration exploration = new Exploration(verdict, runs - stuck - cut, stuck, cut, 0, steps, execution.audience.events(),
                new TreeMap<>(outcomes), findings.all(), execution.audience.judgedByProperty(),
                limits.took(), cut == 0 ? "" : execution.whereabouts.whoAndPlace());
        return new Sampled(exploration, known.size(), first, guarantee());
    }

    private String guarantee() {
        if (strategy instanceof PriorityWalk pct) {
            double missed = Math.pow(1 - pct.probability(), pct.settled());
            return String.format(Locale.ROOT, "pct: a bug that %d orderings are enough for was missed with a probability of at most"
                    + " %.3g, in executions of at most %d threads and %d steps as those that were run: each finds it with at least"
                    + " 1/(%d * %d^%d) = %.3g", pct.depth(), missed, pct.threads(), pct.steps(), pct.threads(), pct.steps(),
                    pct.depth() - 1, pct.probability());
        }
        return switch (sampling.strategy()) {
            case POS -> "pos: no bound on the probability of a miss is known for this program";
            case UNIFORM -> "uniform: all interleavings alike where threads have fixed lengths and never wait, otherwise nearly so;"
                    + " of a bug that a share p of them shows, " + runs + " executions miss it with (1 - p)^" + runs;
            default -> "random: of an order of k steps with at most n able to go on each is met with at least 1/n^k";
        };
    }
}

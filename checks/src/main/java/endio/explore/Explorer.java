// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.explore.Exploration.Verdict;
import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Ending;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Runs a program in every order that can matter, once each. */
public final class Explorer {
    private final Program program;
    private final ExploreOptions options;
    private final Execution execution;
    private final Search search;
    private final Findings findings;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final long start = System.nanoTime();
    private long nextProgress;
    private long executions;
    private long stuck;
    private long cut;
    private long blocked;
    private long steps;

    private Explorer(Program program, ExploreOptions options, Fibers fibers) {
        this.program = program;
        this.options = options;
        Threads threads = new Threads();
        execution = new Execution(threads, fibers, options.commuting(),
                log -> new Audience(options.properties(), log, false));
        search = new Search(execution, options.maxSteps());
        execution.strategy(search);
        findings = new Findings(program, threads, fibers, options.properties(), options.modelHash());
        nextProgress = options.progressEvery().toNanos();
    }

    /**
     * Explores {@code program}.
     *
     * @throws ModelError if model code throws anything but a crash of its kernel
     * @throws HiddenNondeterminism if a run does not repeat itself
     */
    public static Exploration explore(Program program, ExploreOptions options) {
        try (Fibers fibers = options.onThreads() ? Fibers.threads() : Fibers.fastest()) {
            return new Explorer(program, options, fibers).run();
        }
    }

    private Exploration run() {
        while (true) {
            once();
            if (options.stopAtFirst() && findings.count() > 0) {
                return result(Verdict.INTERRUPTED);
            }
            if (!search.advance()) {
                return result(cut > 0 ? Verdict.BOUNDED : Verdict.COMPLETE);
            }
            long elapsed = System.nanoTime() - start;
            if (options.stop().getAsBoolean()) {
                return result(Verdict.INTERRUPTED);
            }
            if (elapsed >= options.budget().toNanos() || executions + stuck + cut >= options.maxExecutions()) {
                return result(Verdict.BUDGET);
            }
            if (elapsed >= nextProgress) {
                nextProgress = elapsed + options.progressEvery().toNanos();
                options.progress().accept(new ExploreOptions.Progress(executions + stuck + cut, execution.audience.events(),
                        search.pending(), findings.count(), Duration.ofNanos(elapsed)));
            }
        }
    }

    private void once() {
        search.begin();
        Ending ending = execution.run(program, search.keep());
        HiddenNondeterminism differs = search.differs();
        if (differs != null) {
            throw differs;
        }
        steps += execution.path.length();
        if (search.redundant()) {
            blocked++;
        } else {
            count(ending);
        }
        search.learn(ending.kind() != Ending.Kind.CUT);
        if (!execution.audience.violations().isEmpty()) {
            findings.consider(execution);
        }
    }

    private void count(Ending ending) {
        if (ending.kind() == Ending.Kind.CUT) {
            cut++;
        } else if (ending.kind() == Ending.Kind.STUCK) {
            stuck++;
        } else {
            executions++;
        }
        outcomes.merge(execution.outcome(ending), 1L, Long::sum);
    }

    private Exploration result(Verdict verdict) {
        return new Exploration(verdict, executions, stuck, cut, blocked, steps, execution.audience.events(),
                new TreeMap<>(outcomes), findings.all(), execution.audience.judgedByProperty(),
                Duration.ofNanos(System.nanoTime() - start));
    }
}

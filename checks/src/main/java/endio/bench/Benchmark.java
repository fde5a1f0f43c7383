// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.machine.Program;
import java.util.function.Supplier;

/**
 * Something that is measured.
 *
 * @param suite {@code counts}, {@code peers}, {@code speed} or {@code catalogue}
 * @param name unique in its suite
 * @param work does it once
 */
public record Benchmark(String suite, String name, Supplier<Work> work) {

    /**
     * What was done once.
     *
     * @param executions complete ones; deadlocks are counted in
     * @param steps operations and choices of all of them
     * @param events said in all of them
     * @param problem what is not as it is known to be, or empty
     */
    public record Work(long executions, long steps, long events, String problem) {

        static Work of(Exploration found, String problem) {
            return new Work(found.traces(), found.steps(), found.events(), problem);
        }

        Work and(Work other) {
            return new Work(executions + other.executions, steps + other.steps, events + other.events,
                    problem.isEmpty() ? other.problem : problem);
        }
    }

    /** An exploration that has to be complete, without a run for nothing, and as {@code expected} says. */
    static Benchmark exploring(String suite, String name, Program program, ExploreOptions options, Expected expected) {
        return new Benchmark(suite, name, () -> {
            Exploration found = Explorer.explore(program, options);
            return Work.of(found, !found.complete() ? "not complete: " + found.verdict()
                    : found.blocked() > 0 ? found.blocked() + " runs for nothing" : expected.problem(found));
        });
    }

    /** What is known of a program. */
    interface Expected {
        /** What is not so, or an empty text. */
        String problem(Exploration found);

        /** Exactly so many traces, {@code stuck} of them deadlocks. */
        static Expected traces(long executions, long stuck) {
            return found -> found.executions() == executions && found.stuck() == stuck ? ""
                    : found.executions() + " executions and " + found.stuck() + " deadlocks, known are " + executions + " and "
                            + stuck;
        }

        /** Whether there are findings. */
        static Expected findings(boolean some) {
            return found -> found.findings().isEmpty() != some ? ""
                    : some ? "the mistake was not found" : "found: " + found.findings().get(0).sentence();
        }
    }

    @Override
    public String toString() {
        return suite + "/" + name;
    }
}

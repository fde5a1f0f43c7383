// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Program;
import endio.property.Ending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the execution that passes and is equal to a violating one the longest: reverses one of its races after the other,
 * the latest first and those first that lead to what is wrong, and lets the rest go on in its order; if that is not enough, two of
 * them. Between the two it tries other outcomes of choices, one at a time.
 */
final class NearestPassing {
    /** Executions tried. */
    private static final int MOST = 300;
    /** Violating neighbours whose races are reversed as well. */
    private static final int NEIGHBOURS = 12;

    private final Program program;
    private final Execution execution;
    private int tried;
    /** Whether the last one could be run. */
    private boolean ran;

    /** @param execution judges by happens-before */
    NearestPassing(Program program, Execution execution) {
        this.program = program;
        this.execution = execution;
    }

    /** A passing execution, not yet compared with the violating one. */
    record Passed(Schedule schedule, List<Race> reversed, int choice) {}

    /**
     * Looks for one.
     *
     * @param before races that begin later are left alone
     */
    Optional<Passed> of(Ran violating, Finding finding, int before) {
        tried = 0;
        List<Ran> neighbours = new ArrayList<>();
        List<Race> how = new ArrayList<>();
        for (Ran.Pair pair : storyFirst(violating, finding.at(), before)) {
            Optional<Schedule> passes = passes(violating, pair, finding);
            if (passes.isPresent()) {
                return Optional.of(new Passed(passes.get(), List.of(race(pair)), -1));
            }
            if (ran && neighbours.size() < NEIGHBOURS) {
                neighbours.add(new Ran(execution));
                how.add(race(pair));
            }
        }
        Optional<Passed> chosen = otherChoice(violating, finding, before);
        if (chosen.isPresent()) {
            return chosen;
        }
        for (int i = 0; i < neighbours.size(); i++) {
            for (Ran.Pair pair : latestFirst(neighbours.get(i), neighbours.get(i).length())) {
                Optional<Schedule> passes = passes(neighbours.get(i), pair, finding);
                if (passes.isPresent()) {
                    return Optional.of(new Passed(passes.get(), List.of(how.get(i), race(pair)), -1));
                }
            }
        }
        return Optional.empty();
    }

    private static Race race(Ran.Pair pair) {
        return new Race(pair.first(), pair.second(), Race.Need.UNKNOWN);
    }

    /** Those first whose second step leads to what is wrong: they are what it came from. */
    private static List<Ran.Pair> storyFirst(Ran violating, List<Integer> at, int before) {
        List<Ran.Pair> all = latestFirst(violating, before);
        List<Ran.Pair> ordered = new ArrayList<>(all.stream().filter(p -> p.second() >= 0 && p.second() < before
                && (at.isEmpty() || violating.leadsTo(p.second(), at))).toList());
        all.stream().filter(p -> !ordered.contains(p)).toList().forEach(ordered::add);
        return ordered;
    }

    private static List<Ran.Pair> latestFirst(Ran of, int before) {
        return of.pairs().stream().filter(p -> p.first() < before)
                .sorted(Comparator.comparingInt(Ran.Pair::first).reversed().thenComparingInt(Ran.Pair::second)).toList();
    }

    private Optional<Passed> otherChoice(Ran violating, Finding finding, int before) {
        List<Ran.Chosen> chosen = violating.chosen();
        for (int i = chosen.size() - 1; i >= 0; i--) {
            Ran.Chosen choice = chosen.get(i);
            for (int outcome = 0; outcome < choice.alternatives() && choice.at() < before; outcome++) {
                if (outcome != choice.outcome()) {
                    int end = choice.at() + 1;
                    Optional<Schedule> passes = passes(finding, new Follower(execution, violating.asRun(0, end), null,
                            violating.asRun(end, violating.length()), violating.choicesBut(choice, outcome)));
                    if (passes.isPresent()) {
                        return Optional.of(new Passed(passes.get(), List.of(), choice.at()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Schedule> passes(Ran of, Ran.Pair pair, Finding finding) {
        return passes(finding, new Follower(execution, of.reversed(pair), pair.cell(), of.rest(pair), of.choices()));
    }

    private Optional<Schedule> passes(Finding finding, Follower follower) {
        ran = false;
        if (tried++ >= MOST) {
            return Optional.empty();
        }
        execution.strategy(follower);
        Ending ending = execution.run(program, 0);
        ran = !follower.failed() && ending.kind() != Ending.Kind.CUT;
        boolean shows = execution.audience.violations().stream().anyMatch(v -> v.property().equals(finding.property()));
        return ran && !shows ? Optional.of(follower.schedule(finding.schedule().modelHash())) : Optional.empty();
    }
}

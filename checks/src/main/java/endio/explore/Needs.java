// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.machine.Program;
import endio.property.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks every execution of a program that violates a property whether it has the races of another one in the same order. */
final class Needs {
    private final Program program;
    private final Execution execution;
    private final Map<String, List<Ran.Pair>> asked = new HashMap<>();
    private final Map<String, Set<Ran.Pair>> notNeeded = new HashMap<>();
    private final Map<String, Long> violating = new HashMap<>();
    private long executions;
    private boolean complete;

    /** @param execution judges by happens-before */
    Needs(Program program, Execution execution) {
        this.program = program;
        this.execution = execution;
    }

    /** Asks for these races of an execution that violates the property. */
    void ask(String property, List<Ran.Pair> pairs) {
        asked.put(property, pairs);
        notNeeded.put(property, new HashSet<>());
    }

    /** Runs all executions, or as many as there is time for. */
    void run(int maxSteps, long mostExecutions, long end) {
        Search search = new Search(execution, maxSteps);
        execution.strategy(search);
        boolean more = true;
        boolean cut = false;
        while (more && executions < mostExecutions && System.nanoTime() - end < 0) {
            search.begin();
            Ending ending = execution.run(program, search.keep());
            cut |= ending.kind() == Ending.Kind.CUT;
            executions++;
            execution.audience.violations().stream().map(Audience.Violation::property).distinct().forEach(this::look);
            search.learn(ending.kind() != Ending.Kind.CUT);
            more = search.advance();
        }
        complete = !more && !cut;
    }

    private void look(String property) {
        List<Ran.Pair> pairs = asked.get(property);
        if (pairs == null) {
            return;
        }
        violating.merge(property, 1L, Long::sum);
        Path path = execution.path;
        Map<Integer, List<Integer>> stepsOf = new HashMap<>();
        for (int s = 0; s < path.length(); s++) {
            stepsOf.computeIfAbsent(path.thread[s], t -> new ArrayList<>()).add(s);
        }
        Set<Ran.Pair> refuted = notNeeded.computeIfAbsent(property, p -> new HashSet<>());
        for (Ran.Pair pair : pairs) {
            int first = step(stepsOf, path, pair.firstThread(), pair.firstNumber(), pair.cell());
            int second = step(stepsOf, path, pair.secondThread(), pair.secondNumber(), pair.cell());
            if (first < 0 || second < 0 || !path.happensBefore(first, second)) {
                refuted.add(pair);
            }
        }
    }

    private static int step(Map<Integer, List<Integer>> stepsOf, Path path, int thread, int number, int cell) {
        List<Integer> steps = stepsOf.getOrDefault(thread, List.of());
        return number < 0 || number >= steps.size() || path.cell[steps.get(number)] != cell ? -1 : steps.get(number);
    }

    /** What the answer is for the races of a property. */
    List<Race> races(String property) {
        Set<Ran.Pair> refuted = notNeeded.getOrDefault(property, Set.of());
        return asked.getOrDefault(property, List.of()).stream().map(p -> new Race(p.first(), p.second(),
                refuted.contains(p) ? Race.Need.NOT_NEEDED : complete ? Race.Need.NEEDED : Race.Need.UNKNOWN)).toList();
    }

    /** Whether every execution of the program violates the property, and all were run. */
    boolean always(String property) {
        return complete && violating.getOrDefault(property, 0L) == executions;
    }
}

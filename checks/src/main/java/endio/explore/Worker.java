// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import endio.fiber.Fibers;
import endio.machine.Program;
import endio.property.Ending;
import java.util.Map;
import java.util.TreeMap;

/** One of those who search a program: a machine, a place in the search, and what was found and counted there. */
final class Worker {
    final Search search;
    final Exemplars found;
    private final Program program;
    final Execution execution;
    private final Map<String, Long> outcomes = new TreeMap<>();
    /** The last outcome, and how often it came in a row that is not yet among the outcomes. */
    private String outcome = "";
    private long inARow;
    private long executions;
    private long stuck;
    private long cut;
    private long blocked;
    private long steps;

    Worker(Program program, ExploreOptions options, Identities identities, Frontier frontier, Fibers fibers) {
        this.program = program;
        Threads threads = new Threads(identities);
        execution = new Execution(threads, fibers, options.commuting(), options.symmetry(),
                log -> new Audience(options.properties(), log, false));
        search = new Search(execution, options.maxSteps(), frontier);
        execution.strategy(search);
        found = new Exemplars(program, threads, fibers, options.properties(), options.commuting(), options.modelHash());
    }

    /**
     * Runs the program once, learns from it, and judges it.
     *
     * @throws HiddenNondeterminism if the run does not repeat what is to be repeated
     */
    void once() {
        search.begin();
        if (search.mayRepeat()) {
            execution.audience.mayBeTakenBack();
        }
        Ending ending = execution.run(program, search.keep());
        HiddenNondeterminism differs = search.differs();
        if (differs != null) {
            throw differs.at(execution.whereabouts.place());
        }
        if (search.redundant()) {
            blocked++;
            execution.audience.takeBack();
        } else {
            count(ending);
        }
        search.learn(ending.kind() != Ending.Kind.CUT || search.redundant());
        if (!search.redundant() && !execution.audience.violations().isEmpty()) {
            found.consider(execution);
        }
    }

    private void count(Ending ending) {
        steps += execution.path.length();
        if (ending.kind() == Ending.Kind.CUT) {
            cut++;
        } else if (ending.kind() == Ending.Kind.STUCK) {
            stuck++;
        } else {
            executions++;
        }
        String ended = execution.outcome(ending);
        if (!ended.equals(outcome)) {
            note(outcomes);
            outcome = ended;
            inARow = 0;
        }
        inARow++;
    }

    private void note(Map<String, Long> noted) {
        if (inARow > 0) {
            noted.merge(outcome, inARow, Long::sum);
        }
    }

    /** Where the first execution that was cut went round, empty if none was. */
    String around() {
        return cut == 0 ? "" : execution.whereabouts.whoAndPlace();
    }

    /** What was counted so far. */
    Totals totals() {
        TreeMap<String, Long> ended = new TreeMap<>(outcomes);
        note(ended);
        return new Totals(executions, stuck, cut, blocked, steps, execution.audience.events(), ended,
                new TreeMap<>(execution.audience.judgedByProperty()));
    }
}

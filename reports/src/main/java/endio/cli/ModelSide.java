// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.scenario.About;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Generation;
import endio.scenario.IomapGeneration;
import endio.trace.Engine;
import endio.trace.ModelOrders;
import endio.trace.Orders;
import endio.trace.RvAutomaton;
import java.time.Duration;
import java.util.List;

/** What generations of the model do in scenarios of one direct request, to be held beside recordings. */
final class ModelSide {
    private static final int MOST_EXECUTIONS = 300;
    private static final Duration BUDGET = Duration.ofSeconds(5);
    /** Kernels of which there are recordings that are known to break no rule are like these. */
    private static final String LEGACY = "V4_15|V5_3";
    private static final String IOMAP = "I[23]_V6_.*";

    final Orders orders = new Orders();
    final RvAutomaton.Coverage coverage;
    private final Catalogue catalogue;

    ModelSide(Catalogue catalogue, RvAutomaton.Coverage coverage) {
        this.catalogue = catalogue;
        this.coverage = coverage;
    }

    /** Runs those generations. */
    ModelSide run(List<Generation> generations) {
        ModelOrders listener = new ModelOrders(orders, coverage);
        for (Entry entry : catalogue.entries()) {
            if (generations.stream().anyMatch(g -> g.id().equals(entry.generation().id()))) {
                Explorer.explore(entry.program(), ExploreOptions.DEFAULT.withProperties(List.of(listener))
                        .withMaxExecutions(MOST_EXECUTIONS).withMaxSteps(entry.scenario().maxSteps()).withBudget(BUDGET));
            }
        }
        return this;
    }

    /** Generations of the kernel that complete by this engine. */
    static List<Generation> generations(Catalogue catalogue, Engine engine) {
        return catalogue.generations().stream().filter(g -> g.about().origin() == About.Origin.GENERATION)
                .filter(g -> engine(g) == engine).toList();
    }

    /** Those that are like the kernels that were recorded. */
    static List<Generation> recorded(Catalogue catalogue, Engine engine) {
        return generations(catalogue, engine).stream()
                .filter(g -> g.id().matches(engine == Engine.IOMAP ? IOMAP : LEGACY)).toList();
    }

    static Engine engine(Generation generation) {
        return generation instanceof IomapGeneration ? Engine.IOMAP : Engine.LEGACY;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.Bounded;
import endio.explore.BoundedExplorer;
import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Sampled;
import endio.explore.Sampler;
import endio.explore.Sampling;
import endio.machine.Program;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How to search: through everything, with few preemptions, or at random.
 *
 * @param preemptions at most; negative: any number
 * @param sampling how to toss, if at random
 */
record Way(int preemptions, Optional<Sampling> sampling) {
    /** Through everything. */
    static final Way EXHAUSTIVE = new Way(-1, Optional.empty());

    /**
     * What came of it.
     *
     * @param said what there is to say of what was not searched, empty for an exhaustive search
     */
    record Searched(Exploration exploration, String said) {}

    /** Searches. */
    Searched search(Program program, ExploreOptions options) {
        if (sampling.isPresent()) {
            Sampled sampled = Sampler.sample(program, options, sampling.get());
            return new Searched(sampled.exploration(), sampled.traces() + " different traces; " + sampled.guarantee() + round(sampled.exploration()));
        }
        if (preemptions >= 0) {
            Bounded bounded = BoundedExplorer.explore(program, options, preemptions);
            List<Long> traces = bounded.traces();
            return new Searched(bounded.exploration(), bounded.verdict() + ": traces that need "
                    + IntStream.rangeClosed(0, preemptions).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                    + " preemptions: " + traces.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + (bounded.beyond() ? "; there may be others that need more" : "; none needs more") + round(bounded.exploration()));
        }
        Exploration all = Explorer.explore(program, options);
        return new Searched(all, all.cut() == 0 ? "" : all.cut() + " of them cut at " + options.maxSteps() + " steps" + round(all));
    }

    /** Where those that were cut may go round for ever. */
    private static String round(Exploration exploration) {
        return exploration.around().isEmpty() ? "" : ", where most of the last ones are of " + exploration.around();
    }

    /** Name of the engine, as a finding tells it. */
    String engine() {
        return sampling.map(s -> "random (" + s.strategy().name().toLowerCase(Locale.ROOT) + ", seed " + s.seed() + ")")
                .orElse(preemptions < 0 ? "explorer" : "explorer (at most " + preemptions + " preemptions)");
    }
}

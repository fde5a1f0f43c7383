// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.machine.Program;
import endio.property.Needs;
import endio.property.Properties;
import endio.property.Property;
import java.util.List;

/**
 * A scenario with a generation.
 *
 * @param expected what is known to be violated; all else has to hold
 */
public record Entry(Scenario scenario, Generation generation, List<Expectation> expected) {

    public Entry {
        expected = List.copyOf(expected);
    }

    /** {@code ext4-aio-unwritten@V3_12}. */
    public String id() {
        return scenario.id() + "@" + generation.id();
    }

    /** What it is judged by, in engines that interleave whole steps. */
    public List<Property> properties() {
        List<String> more = scenario.actors().stream().flatMap(actor -> actor.judgedBy().stream()).toList();
        return Properties.everything().stream()
                .filter(property -> scenario.mount().type() == Mount.Type.OWN || Properties.all().contains(property)
                        || more.contains(property.id())).filter(property -> property.needs() != Needs.WEAK_MEMORY).toList();
    }

    /** What an engine runs. */
    public Program program() {
        return generation.program(scenario);
    }

    /** Twelve hexadecimal digits that change with what is run: see {@link ModelHash}. */
    public String modelHash() {
        return ModelHash.of(scenario, generation);
    }
}

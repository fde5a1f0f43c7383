// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.machine.Machine;
import endio.scenario.About;
import endio.scenario.Scenario;
import endio.scenario.V3_12Generation;

/** The seed commit on two processors, with a bound queue, as its code passes, or an unbound one, as its message says. */
final class ProcessorsVariant extends V3_12Generation {
    private static final String SCENARIO = "defer-two";
    private final String id;
    private final String title;
    private final Processors.Kind kind;

    ProcessorsVariant(String id, String title, Processors.Kind kind) {
        this.id = id;
        this.title = title;
        this.kind = kind;
    }

    @Override
    public About about() {
        return super.about().variant(id, title);
    }

    @Override
    public Kernel kernel(Machine machine, Faults faults) {
        return new Processors(machine, faults, kind);
    }

    @Override
    public boolean runs(Scenario scenario) {
        return scenario.id().equals(SCENARIO);
    }
}

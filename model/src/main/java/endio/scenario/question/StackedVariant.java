// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.machine.Program;
import endio.scenario.About;
import endio.scenario.Mount;
import endio.scenario.Scenario;
import endio.scenario.V4_6Generation;
import java.util.List;

/** v4.6, the first kernel with a loop device that does direct I/O and with one owner for an io_end, with other queues. */
final class StackedVariant extends V4_6Generation {
    private final String id;
    private final String title;
    private final Queues queues;
    private final List<String> stuck;
    private final String[] also;

    StackedVariant(String id, String title, Queues queues) {
        this(id, title, queues, List.of());
    }

    /**
     * @param stuck scenarios in which somebody is known to wait for ever
     * @param also what else is violated there
     */
    StackedVariant(String id, String title, Queues queues, List<String> stuck, String... also) {
        this.id = id;
        this.title = title;
        this.queues = queues;
        this.stuck = List.copyOf(stuck);
        this.also = also.clone();
    }

    @Override
    public About about() {
        About about = super.about().variant(id, title);
        for (String scenario : stuck) {
            about = about.and("deadlock", scenario).also("L1").also(also);
        }
        return about;
    }

    @Override
    public boolean mounts(Mount.Type type) {
        return type == Mount.Type.STACKED;
    }

    @Override
    public Program program(Scenario scenario) {
        return machine -> Stacked.boot(new QueueKernel(machine, queues), this, scenario);
    }
}

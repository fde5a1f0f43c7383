// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.Work;
import endio.machine.Machine;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** The same where the function frees the item. */
public final class WorkTouchedLate extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("work-touched-late", "the worker touches the work item after its function",
                "S16", "defer-aio")
                .also("S12");
    }

    @Override
    public Kernel kernel(Machine machine, Faults faults) {
        return new Kernel(machine, faults) {
            @Override
            protected void processOneWork(Work work, Runnable function) {
                function.run();
                work.clearPending();
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.kernel.Work;
import endio.machine.Machine;
import endio.scenario.About;
import endio.scenario.V3_11Generation;

/** Queueing it while it runs does nothing, and what was appended meanwhile is not looked at again. */
public final class PendingClearedLate extends V3_11Generation {

    @Override
    public About about() {
        return super.about().mutant("pending-cleared-late", "a work item is pending until its function has returned",
                "L4", "ext4-aio-two")
                .also("L1", "S4", "S6", "S39", "S48");
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

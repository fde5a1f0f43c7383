// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.kernel.Faults;
import endio.kernel.Kernel;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Word;
import endio.scenario.About;
import endio.scenario.V3_12Generation;

/** What lies where an item is still executed is taken for that item. */
public final class CollisionForgotten extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("collision-forgotten",
                "an item at the address of one that is executed is not run", "L12", "defer-reuse")
                .also("L1", "L4", "S4", "S6");
    }

    @Override
    public Kernel kernel(Machine machine, Faults faults) {
        return new Kernel(machine, faults) {
            @Override
            protected boolean afterExecuting(Word runs, long run) {
                return machine.perform(Op.LOAD, runs, 0, 0) >= run;
            }
        };
    }
}

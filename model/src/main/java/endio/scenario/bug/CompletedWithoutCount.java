// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Atomic;
import endio.machine.Machine;

/** S19: the completion drops a reference that the early error path had not set yet. */
class CompletedWithoutCount extends Shape {
    static final Bug BUG = Bug.read("S19", "loop: fix error handling in aio functions", "")
            .in("lo_rw_aio, drivers/block/loop.c").actors("worker whose allocation fails")
            .shape("H5", m -> new CompletedWithoutCount(m) {
                @Override
                void lowRwAio() {
                    if (fails()) {
                        complete();
                        return;
                    }
                    ref.set(1);
                    irq("aio0", this::complete);
                }
            }, CompletedWithoutCount::new);

    final Atomic ref = atomic(kernel.machine().number("loop_cmd"), "ref", 0);

    CompletedWithoutCount(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("worker0", this::lowRwAio);
        kernel.machine().atEnd(() -> saw(Matter.LEFT_OVER, "references of the command", ref.read(), 0));
    }

    final boolean fails() {
        return kernel.machine().choose("no memory for the vector", 2) == 1;
    }

    /** {@code lo_rw_aio}. */
    void lowRwAio() {
        if (fails()) {
            return;
        }
        ref.set(1);
        irq("aio0", this::complete);
    }

    /** {@code lo_rw_aio_do_completion}. */
    final void complete() {
        ref.decReturn();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Plain;
import endio.machine.Machine;

/** S18: a command that was handed to the AIO core may be complete, and its request reused. */
class CommandReadAfterSubmit extends Shape {
    static final Bug BUG = Bug.read("S18", "loop: Fix use-after-free issues", "")
            .in("loop_handle_cmd, drivers/block/loop.c").actors("worker", "completion")
            .shape("H1", m -> new CommandReadAfterSubmit(m) {
                @Override
                void handleCmd() {
                    submit();
                    useAio.load();
                }
            }, CommandReadAfterSubmit::new);

    private final ObjectId cmd = alloc("loop_cmd");
    final Plain useAio = plain(cmd, "use_aio", 1);

    CommandReadAfterSubmit(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("worker0", this::handleCmd);
    }

    /** {@code loop_handle_cmd}: reads first what it needs. */
    void handleCmd() {
        useAio.load();
        submit();
    }

    final void submit() {
        irq("aio0", () -> free(cmd));
    }
}

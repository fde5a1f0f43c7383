// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * B19: whoever sees the pointer uses the queue. That its contents may be seen later than the pointer is a matter of
 * weak
 * memory, which interleavings do not have; modelled is the order of the two stores that has the same outcome.
 */
class PublishedEmpty extends Shape {
    static final Bug BUG = Bug.read("B19", "fs/direct-io: fix one-time init of ->s_dio_done_wq", "")
            .in("sb_init_dio_done_wq, fs/direct-io.c").actors("two submitters")
            .shape("H3", m -> new PublishedEmpty(m) {
                @Override
                void sbInitDioDoneWq() {
                    sDioDoneWq.cmpxchg(0, 1);
                    initialised.store(1);
                }
            }, PublishedEmpty::new);

    final Plain sDioDoneWq = plain(kernel.machine().number("super_block"), "s_dio_done_wq", 0);
    final Plain initialised = plain(kernel.machine().number("workqueue"), "initialised", 0);

    PublishedEmpty(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", this::sbInitDioDoneWq);
        task("task1", () -> {
            if (sDioDoneWq.loadAcquire() != 0) {
                saw(Matter.RESULT, "contents of the queue", initialised.load(), 1);
            }
        });
    }

    /** {@code sb_init_dio_done_wq}. */
    void sbInitDioDoneWq() {
        initialised.store(1);
        sDioDoneWq.storeRelease(1);
    }
}

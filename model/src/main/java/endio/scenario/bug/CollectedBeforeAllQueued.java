// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.machine.Machine;

/** S24: whoever says that all is queued finds that all of it is over already, and nobody is left to wake him. */
class CollectedBeforeAllQueued extends Shape {
    static final Bug BUG =
            Bug.read("S24", "netfs: Fix hang due to missing case in final DIO read result collection", "")
            .in("netfs_collect_read_results, fs/netfs/read_collect.c").actors("generator", "collector")
            .shape("deadlock", m -> new CollectedBeforeAllQueued(m) {
                @Override
                void allQueued() {
                    allQueued.set(1);
                }
            }, CollectedBeforeAllQueued::new);

    private final ObjectId rreq = kernel.machine().number("netfs_io_request");
    final Atomic allQueued = atomic(rreq, "ALL_QUEUED", 0);
    private final Atomic left = atomic(rreq, "subrequests", 1);
    final Counter inProgress = counter(rreq, "IN_PROGRESS", 1);

    CollectedBeforeAllQueued(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("collector0", () -> {
            left.decReturn();
            if (allQueued.read() == 1) {
                finish();
            }
        });
        task("task0", () -> {
            allQueued();
            inProgress.await(0);
        });
    }

    /** The generator has queued all: if nothing is left, nobody else will end it. */
    void allQueued() {
        allQueued.set(1);
        if (left.read() == 0) {
            finish();
        }
    }

    final void finish() {
        if (allQueued.cmpxchg(1, 2) == 1) {
            inProgress.add(-1);
        }
    }
}

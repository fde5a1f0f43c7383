// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** S03: pages that came into the cache after the submission are dropped, but not by an interrupt. */
class InvalidatedInIrq extends Shape {
    static final Bug BUG = Bug.fromMemory("S03", "fs: Avoid invalidation in interrupt context in dio_complete()",
            "ffe51f0142a2")
            .in("dio_complete, fs/direct-io.c").actors("submitter", "bio", "buffered reader")
            .shape("S3", m -> new InvalidatedInIrq(m) {
                @Override
                boolean mayInvalidate(boolean async) {
                    return true;
                }
            }, InvalidatedInIrq::new);

    private final Plain nrpages = plain(kernel.machine().number("mapping"), "nrpages", 0);
    private final WorkQueue wq = workqueue("dio", 0);

    InvalidatedInIrq(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("reader0", () -> nrpages.store(1));
        task("task0", () -> {
            boolean defers = nrpages.load() != 0;
            irq("bio0", () -> {
                if (defers) {
                    queue(wq, alloc("dio_work"), () -> dioComplete(true));
                } else {
                    dioComplete(false);
                }
            });
        });
    }

    private void dioComplete(boolean deferred) {
        if (mayInvalidate(deferred) && nrpages.load() != 0) {
            kernel.mightSleep("invalidate_inode_pages2_range");
        }
    }

    /**
     * The condition in {@code dio_complete}: only one that was deferred, or a synchronous one, runs where
     * it may sleep.
     */
    boolean mayInvalidate(boolean deferred) {
        return deferred;
    }
}

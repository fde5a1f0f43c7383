// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B28: only unwritten extents made a request deferred, but its new size needs a transaction as well. */
class SizeUpdatedInIrq extends Shape {
    static final Bug BUG = Bug.read("B28", "xfs: handle DIO overwrite EOF update completion correctly", "6dfa1b67e3b3")
            .in("__xfs_get_blocks, fs/xfs/xfs_aops.c").actors("submitter", "bio")
            .shape("S3", m -> new SizeUpdatedInIrq(m) {
                @Override
                boolean defers(boolean unwritten, boolean beyondEof) {
                    return unwritten;
                }
            }, SizeUpdatedInIrq::new);

    private final WorkQueue wq = workqueue("dio", 0);

    SizeUpdatedInIrq(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            boolean defers = defers(false, true);
            irq("bio0", () -> {
                if (defers) {
                    queue(wq, alloc("dio_work"), this::setFilesize);
                } else {
                    setFilesize();
                }
            });
        });
    }

    /** What {@code __xfs_get_blocks} asks of the core for a mapping. */
    boolean defers(boolean unwritten, boolean beyondEof) {
        return unwritten || beyondEof;
    }

    /** {@code xfs_setfilesize}. */
    private void setFilesize() {
        kernel.mightSleep("xfs_trans_alloc");
    }
}

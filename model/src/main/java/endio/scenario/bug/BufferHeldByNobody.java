// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B45: an I/O without a reference of its own runs on a buffer that its submitter frees after an early error. */
class BufferHeldByNobody extends Shape {
    static final Bug BUG = Bug.read("B45", "xfs: synchronous buffer IO needs a reference", "")
            .in("xfs_buf_submit_wait, fs/xfs/xfs_buf.c").actors("submitter that sees an error early", "bio")
            .shape("H1", m -> new BufferHeldByNobody(m) {
                @Override
                void submit() {
                    submitBio(false);
                }
            }, BufferHeldByNobody::new);

    private final ObjectId buf = alloc("xfs_buf");
    private final Atomic hold = atomic(buf, "b_hold", 1);
    private final Plain error = plain(buf, "b_error", 0);

    BufferHeldByNobody(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", this::submit);
    }

    /** {@code xfs_buf_submit_wait}, which sees an error and does not wait. */
    void submit() {
        hold.inc();
        submitBio(true);
    }

    final void submitBio(boolean holds) {
        irq("bio0", () -> {
            error.load();
            if (holds) {
                rele();
            }
        });
        rele();
    }

    /** {@code xfs_buf_rele}. */
    private void rele() {
        if (hold.decReturn() == 0) {
            free(buf);
        }
    }
}

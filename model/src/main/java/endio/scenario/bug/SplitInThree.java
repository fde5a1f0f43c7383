// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.machine.Machine;

/** S22: a request that was split has several completions, and the first one freed what they share. */
class SplitInThree extends Shape {
    static final Bug BUG = Bug.read("S22",
            "nfs/localio: add refcounting for each iocb IO associated with NFS pgio header", "f2060bdc21d7")
            .in("nfs_local_call_write, fs/nfs/localio.c").actors("completions of two parts")
            .shape("H1", m -> new SplitInThree(m) {
                @Override
                boolean last() {
                    return true;
                }
            }, SplitInThree::new);

    private final ObjectId header = alloc("nfs_pgio_header");
    private final Atomic refs = atomic(header, "n_iters", 2);
    private final Atomic good = atomic(header, "good_bytes", 0);

    SplitInThree(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("part0", this::ended);
        irq("part1", this::ended);
    }

    private void ended() {
        good.inc();
        if (last()) {
            free(header);
        }
    }

    /** {@code nfs_local_pgio_done}: whether this part is the last one. */
    boolean last() {
        return refs.decReturn() == 0;
    }
}

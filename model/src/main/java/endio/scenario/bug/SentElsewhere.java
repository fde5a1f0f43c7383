// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.Atomic;
import endio.machine.Machine;
import endio.vfs.Inode;

/** B40: the header of the first attempt held a reference, which is not dropped by freeing the header. */
class SentElsewhere extends Shape {
    static final Bug BUG = Bug.read("B40", "nfs/pnfs: fix nfs_direct_req ref leak when i/o falls back to the mds", "")
            .in("pnfs_write_through_mds, fs/nfs/pnfs.c").actors("submitter", "fallback", "truncate")
            .shape("S6", m -> new SentElsewhere(m) {
                @Override
                void fallBack() {
                    // The header is freed, and no more.
                }
            }, SentElsewhere::new, "deadlock");

    private final Inode inode = inode(4096);
    private final Atomic ioCount = atomic(alloc("nfs_direct_req"), "io_count", 1);

    SentElsewhere(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            inode.dioBegin();
            ioCount.inc();
            if (kernel.machine().choose("the data server fails", 2) == 1) {
                ioCount.inc();
                fallBack();
            }
            irq("reply0", this::put);
            put();
        });
        task("truncate0", inode::dioWait);
    }

    /** {@code put_dreq}. */
    final void put() {
        if (ioCount.decReturn() == 0) {
            inode.dioDone();
        }
    }

    /** {@code pnfs_write_through_mds}: completes the old header, after the new one has its reference. */
    void fallBack() {
        put();
    }
}

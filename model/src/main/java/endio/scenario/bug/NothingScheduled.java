// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Atomic;
import endio.machine.Machine;
import endio.vfs.Inode;

/** S21: the count of what is pending has a first reference that is the submitter's. */
class NothingScheduled extends Shape {
    static final Bug BUG = Bug.read("S21", "NFS: fix refcount leak in nfs_direct_write_schedule_iovec()", "")
            .in("nfs_direct_write_schedule_iovec, fs/nfs/direct.c").actors("submitter that can schedule nothing")
            .shape("H5", m -> new NothingScheduled(m) {
                @Override
                void nothingScheduled() {
                    inode.dioDone();
                }
            }, NothingScheduled::new);

    final Inode inode = inode(4096);
    private final Atomic ioCount = atomic(kernel.machine().number("nfs_direct_req"), "io_count", 0);

    NothingScheduled(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            inode.dioBegin();
            ioCount.inc();
            if (kernel.machine().choose("nothing can be scheduled", 2) == 1) {
                nothingScheduled();
            } else {
                ioCount.inc();
                irq("reply0", this::put);
                put();
            }
        });
        kernel.machine().atEnd(() -> saw(Matter.LEFT_OVER, "io_count", ioCount.read(), 0));
    }

    /** The error path. */
    void nothingScheduled() {
        put();
    }

    final void put() {
        if (ioCount.decReturn() == 0) {
            inode.dioDone();
        }
    }
}

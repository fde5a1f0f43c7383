// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.Pointer;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B21: the bio may end before the submitter comes to making the queue. */
class QueueAfterBio extends Shape {
    static final Bug BUG =
            Bug.fromMemory("B21", "iomap_dio_rw: Allocate AIO completion queue before submitting dio", "")
            .in("iomap_dio_rw, fs/iomap.c").actors("submitter", "bio")
            .shape("S16", m -> new QueueAfterBio(m) {
                @Override
                void iomapDioRw() {
                    submitBio();
                    sbInitDioDoneWq();
                }
            }, QueueAfterBio::new, "crash");

    private final Pointer<WorkQueue> sDioDoneWq = pointer(kernel.machine().number("super_block"), "s_dio_done_wq");

    QueueAfterBio(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", this::iomapDioRw);
    }

    /** {@code iomap_dio_rw}. */
    void iomapDioRw() {
        sbInitDioDoneWq();
        submitBio();
    }

    final void sbInitDioDoneWq() {
        sDioDoneWq.cmpxchg(null, workqueue("dio", 0));
    }

    final void submitBio() {
        irq("bio0", () -> {
            Work work = new Work(kernel, alloc("iomap_dio"), "work", -1);
            work.init(() -> {});
            WorkQueue.queueWork(kernel, sDioDoneWq.load(), work);
        });
    }
}

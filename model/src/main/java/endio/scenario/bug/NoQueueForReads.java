// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.Pointer;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B20: failed requests of either direction go to the queue, which only writes made. */
class NoQueueForReads extends Shape {
    static final Bug BUG = Bug.read("B20", "iomap: allocate s_dio_done_wq for async reads as well", "7fd8720dff2d")
            .in("__iomap_dio_rw, fs/iomap/direct-io.c").actors("reader", "bio that fails")
            .shape("S16", m -> new NoQueueForReads(m) {
                @Override
                boolean needsQueue(boolean write) {
                    return write;
                }
            }, NoQueueForReads::new, "crash");

    private final Pointer<WorkQueue> sDioDoneWq = pointer(kernel.machine().number("super_block"), "s_dio_done_wq");

    NoQueueForReads(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            if (needsQueue(false) && sDioDoneWq.load() == null) {
                sDioDoneWq.cmpxchg(null, workqueue("dio", 0));
            }
            irq("bio0", () -> {
                if (kernel.machine().choose("bio fails", 2) == 1) {
                    Work work = new Work(kernel, alloc("iomap_dio"), "work", -1);
                    work.init(() -> {});
                    WorkQueue.queueWork(kernel, sDioDoneWq.load(), work);
                }
            });
        });
    }

    /** The condition in {@code __iomap_dio_rw}, of a request that does not wait. */
    boolean needsQueue(boolean write) {
        return true;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B16: once the work is queued the iocb may be complete and gone. */
class TouchedAfterHandOver extends Shape {
    static final Bug BUG = Bug.fromMemory("B16", "ext4: Fix racy use-after-free in ext4_end_io_dio()", "")
            .in("ext4_end_io_dio, fs/ext4/inode.c").actors("bio", "worker")
            .shape("H1", m -> new TouchedAfterHandOver(m) {
                @Override
                void endIoDio() {
                    queueIoEnd();
                    iocbPrivate.store(0);
                }
            }, TouchedAfterHandOver::new);

    private final ObjectId iocb = alloc("aio_kiocb");
    final Plain iocbPrivate = plain(iocb, "private", 1);
    private final ObjectId ioEnd = alloc("ext4_io_end");
    private final WorkQueue wq = workqueue("ext4-dio-unwritten", 1);

    TouchedAfterHandOver(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", this::endIoDio);
    }

    /** {@code queue_work}; the worker converts and completes the iocb. */
    final void queueIoEnd() {
        queue(wq, ioEnd, () -> free(iocb));
    }

    /** {@code ext4_end_io_dio}. */
    void endIoDio() {
        iocbPrivate.store(0);
        queueIoEnd();
    }
}

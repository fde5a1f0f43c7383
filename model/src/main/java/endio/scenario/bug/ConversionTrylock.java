// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.Mutex;
import endio.kernel.WorkQueue;
import endio.machine.Machine;
import endio.vfs.Inode;

/**
 * B09: the worker's conversion needed {@code i_mutex}, which truncate holds while it waits for the worker. It only
 * tried, and
 * queued itself again; under fairness that is a wait for the lock to be given up, and is modelled as one.
 */
class ConversionTrylock extends Shape {
    static final Bug BUG = Bug.read("B09", "ext4: completed_io locking cleanup", "28a535f9a0df")
            .in("ext4_end_io_work, fs/ext4/page-io.c").actors("truncate", "bio", "worker")
            .shape("deadlock", m -> new ConversionTrylock(m) {
                @Override
                void endIoWork() {
                    if (!iMutex.tryLock()) {
                        iMutex.lock();
                    }
                    super.endIoWork();
                    iMutex.unlock();
                }
            }, ConversionTrylock::new);

    final Inode inode = inode(4096);
    final Mutex iMutex = mutex(inode.id(), "ext4_i_mutex");
    private final WorkQueue wq = workqueue("ext4-dio-unwritten", 1);

    ConversionTrylock(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        inode.dioBegin();
        irq("bio0", () -> queue(wq, alloc("ext4_io_end"), this::endIoWork));
        task("truncate0", () -> {
            iMutex.lock();
            inode.dioWait();
            iMutex.unlock();
        });
    }

    /** {@code ext4_end_io_work}: converts, then drops the count. */
    void endIoWork() {
        kernel.mightSleep("conversion");
        inode.dioDone();
    }
}

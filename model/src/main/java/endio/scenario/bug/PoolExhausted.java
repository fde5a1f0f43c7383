// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Mutex;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B39: every worker waits for a lock whose holder waits for one more worker. */
class PoolExhausted extends Shape {
    static final Bug BUG = Bug.read("B39", "ocfs2: fix ip_unaligned_aio deadlock with dio work queue", "e63890f38ade")
            .in("ocfs2_file_aio_write, fs/ocfs2/file.c").actors("submitter", "the only worker", "two completions")
            .shape("deadlock", m -> new PoolExhausted(m) {
                @Override
                void waitForUnaligned() {
                    unalignedAio.await(0);
                }
            }, PoolExhausted::new, "L11");

    private final ObjectId inode = kernel.machine().number("ocfs2_inode");
    private final Mutex iMutex = mutex(inode, "i_mutex");
    final Counter unalignedAio = counter(inode, "ip_unaligned_aio", 1);
    private final WorkQueue wq = workqueue("dio", 1);

    PoolExhausted(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            iMutex.lock();
            waitForUnaligned();
            iMutex.unlock();
        });
        queue(wq, alloc("dio_work"), () -> {
            iMutex.lock();
            iMutex.unlock();
        });
        queue(wq, alloc("dio_work"), () -> unalignedAio.add(-1));
    }

    /** The mutex is gone: unaligned I/O is synchronous, so nobody waits for an earlier one with {@code i_mutex}
     * held. */
    void waitForUnaligned() {}
}

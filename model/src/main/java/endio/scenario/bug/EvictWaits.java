// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Mutex;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/**
 * B13: one worker for all inodes; what an eviction waits for may be queued behind what its caller keeps from
 * running.
 */
class EvictWaits extends Shape {
    static final Bug BUG = Bug.read("B13", "ext4: call ext4_ioend_wait and ext4_flush_completed_IO in ext4_evict_inode",
            "2581fdc81088")
            .in("ext4_evict_inode, fs/ext4/inode.c").actors("submitter in reclaim", "worker")
            .shape("deadlock", m -> new EvictWaits(m) {
                @Override
                void evictInode() {
                    ioendsOfB.await(0);
                }
            }, EvictWaits::new, "L11");

    private final ObjectId a = kernel.machine().number("ext4_inode");
    private final ObjectId b = kernel.machine().number("ext4_inode");
    private final Mutex lockOfA = mutex(a, "i_mutex");
    final Counter ioendsOfB = counter(b, "i_ioend_count", 1);
    private final Atomic listOfB = atomic(b, "i_completed_io_list", 1);
    private final WorkQueue wq = workqueue("ext4-dio-unwritten", 1);

    EvictWaits(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        queue(wq, a, () -> {
            lockOfA.lock();
            lockOfA.unlock();
        });
        queue(wq, b, this::flushCompletedIo);
        task("task0", () -> {
            lockOfA.lock();
            evictInode();
            lockOfA.unlock();
        });
    }

    /** {@code ext4_flush_completed_IO} of B. */
    final void flushCompletedIo() {
        if (listOfB.cmpxchg(1, 0) == 1) {
            ioendsOfB.add(-1);
        }
    }

    /** {@code ext4_evict_inode} of B, from reclaim: does itself what nobody else may come to. */
    void evictInode() {
        flushCompletedIo();
        ioendsOfB.await(0);
    }
}

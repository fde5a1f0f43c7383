// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.kernel.SpinLock;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B29: two completions compare with one size and store in the other order. */
class SizeGoesBack extends Shape {
    static final Bug BUG = Bug.fromMemory("B29", "xfs: DIO write completion size updates race", "")
            .in("xfs_end_io_direct_write, fs/xfs/xfs_aops.c").actors("two workers")
            .shape("H3", m -> new SizeGoesBack(m) {
                @Override
                void endIo(long end) {
                    updateSize(end);
                }
            }, SizeGoesBack::new);

    private final ObjectId inode = kernel.machine().number("xfs_inode");
    private final SpinLock iFlagsLock = spinLock(inode, "i_flags_lock");
    private final Plain iSize = plain(inode, "i_size", 0);
    private final WorkQueue wq = workqueue("dio", 0);

    SizeGoesBack(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        queue(wq, alloc("dio_work"), () -> endIo(8));
        queue(wq, alloc("dio_work"), () -> endIo(16));
        kernel.machine().atEnd(() -> saw(Matter.RESULT, "i_size", iSize.load(), 16));
    }

    /** {@code xfs_end_io_direct_write}. */
    void endIo(long end) {
        iFlagsLock.lock();
        updateSize(end);
        iFlagsLock.unlock();
    }

    final void updateSize(long end) {
        if (end > iSize.load()) {
            iSize.store(end);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.machine.Machine;

/** B07: whatever a file system took for a request, only its {@code end_io} gives back. */
class HookSkipped extends Shape {
    static final Bug BUG = Bug.fromMemory("B07", "direct-io: always call ->end_io if non-NULL", "187372a3b9fa")
            .in("dio_complete, fs/direct-io.c").actors("submitter", "truncate")
            .shape("H5", m -> new HookSkipped(m) {
                @Override
                void dioComplete(long result) {
                    if (result != 0) {
                        ocfs2DioEndIo();
                    }
                }
            }, HookSkipped::new, "deadlock");

    private final ObjectId inode = kernel.machine().number("ocfs2_inode");
    private final Counter rwLockLevel = counter(inode, "ip_rw_lock", 0);

    HookSkipped(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            rwLockLevel.add(1);
            dioComplete(kernel.machine().choose("the first mapping fails", 2) == 0 ? 4096 : 0);
        });
        task("truncate0", () -> rwLockLevel.await(0));
        kernel.machine().atEnd(() -> saw(Matter.LEFT_OVER, "ip_rw_lock", rwLockLevel.read(), 0));
    }

    /** {@code dio_complete}. */
    void dioComplete(long result) {
        ocfs2DioEndIo();
    }

    /** {@code ocfs2_dio_end_io}. */
    final void ocfs2DioEndIo() {
        rwLockLevel.add(-1);
    }
}

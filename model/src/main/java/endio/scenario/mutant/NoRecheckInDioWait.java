// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V3_12Generation;
import endio.vfs.Inode;
import endio.vfs.SuperBlock;

/** {@code __inode_dio_wait} puts itself on the wait queue and sleeps: a wake-up in between is lost. */
public final class NoRecheckInDioWait extends V3_12Generation {

    @Override
    public About about() {
        return super.about().mutant("no-recheck-in-dio-wait", "inode_dio_wait sleeps without looking again",
                "L3", "aio-truncate")
                .also("deadlock");
    }

    @Override
    public Inode inode(Kernel kernel, SuperBlock sb, int blkbits, long size) {
        return new Inode(kernel, sb, blkbits, size, 0) {
            @Override
            protected void dioWaitSlow() {
                dioWakeup().prepareToWait();
                kernel().current().schedule("inode_dio_wait");
                dioWakeup().finishWait();
            }
        };
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ocfs2;

import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.machine.Op;
import endio.machine.Word;

/**
 * A {@code struct ocfs2_lock_res} (fs/ocfs2/dlmglue.c), as far as it keeps nodes apart: all processes of this node may hold
 * it together, whatever the level; another node has it alone.
 */
final class Ocfs2LockRes {
    private final Kernel kernel;
    private final Word holders;

    Ocfs2LockRes(Kernel kernel, ObjectId owner, String name) {
        this.kernel = kernel;
        this.holders = kernel.machine().word(owner, name, 0);
    }

    /** {@code ocfs2_cluster_lock}: may have to wait for another node. */
    void lock() {
        kernel.mightSleep("ocfs2_cluster_lock " + holders);
        kernel.machine().perform(Op.DOWN_READ, holders, 0, 0);
    }

    /** {@code ocfs2_cluster_unlock}: any context, by anybody. */
    void unlock() {
        kernel.machine().perform(Op.UP_READ, holders, 0, 0);
    }

    /** Another node wants it: this node has given it up when no holder is left ({@code ocfs2_downconvert_thread}). */
    void lockElsewhere() {
        kernel.machine().perform(Op.DOWN_WRITE, holders, 0, 0);
    }

    /** The other node gives it up. */
    void unlockElsewhere() {
        kernel.machine().perform(Op.UP_WRITE, holders, 0, 0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Pointer;
import endio.kernel.WorkQueue;

/** A {@code struct super_block}, as far as the protocol goes. */
public final class SuperBlock {
    private final ObjectId id;
    private final Pointer<WorkQueue> sDioDoneWq;

    /** A mounted file system. */
    public SuperBlock(Kernel kernel) {
        this.id = kernel.machine().number("super_block");
        this.sDioDoneWq = kernel.pointer(id, "s_dio_done_wq", null);
    }

    /** Its identity. */
    public ObjectId id() {
        return id;
    }

    /** {@code s_dio_done_wq}: the queue of deferred completions, null until first needed (v3.12 and later). */
    public Pointer<WorkQueue> sDioDoneWq() {
        return sDioDoneWq;
    }
}

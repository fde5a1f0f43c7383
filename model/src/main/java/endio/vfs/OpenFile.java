// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.ContextKind;
import endio.event.MemoryEvent;
import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Kernel;

/**
 * A {@code struct file} (fs/file_table.c): a descriptor and every request that is on its way hold it, and it holds the inode.
 */
public final class OpenFile {
    private final Kernel kernel;
    private final ObjectId id;
    private final Atomic fCount;
    private final Runnable iput;

    /**
     * A file that a descriptor refers to.
     *
     * @param iput gives up what it holds of the inode
     */
    public OpenFile(Kernel kernel, Runnable iput) {
        this.kernel = kernel;
        this.id = kernel.machine().number("file");
        this.fCount = kernel.atomic(id, "f_count", 1);
        this.iput = iput;
        kernel.say(new MemoryEvent.Alloc(id, -1));
    }

    /** {@code get_file}. */
    public void get() {
        fCount.inc();
    }

    /**
     * {@code fput}: whoever puts the last reference lets the inode go; a task on its way out of its system call, anybody else
     * through a worker ({@code delayed_fput}), since it may sleep.
     */
    public void fput() {
        if (fCount.decReturn() != 0) {
            return;
        }
        if (kernel.context().kind() == ContextKind.TASK) {
            release();
        } else {
            kernel.spawn(ContextKind.KWORKER, "kworker/delayed_fput", this::release);
        }
    }

    /** {@code __fput}. */
    private void release() {
        kernel.mightSleep("__fput");
        kernel.say(new MemoryEvent.Free(id));
        iput.run();
    }
}

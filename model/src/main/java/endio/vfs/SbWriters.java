// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import endio.event.FileSystemEvent;
import endio.kernel.Kernel;
import endio.machine.Op;
import endio.machine.Word;

/**
 * {@code s_writers} of a super block at its first level (fs/super.c): who writes keeps {@code freeze_super} waiting, and is kept
 * waiting while the file system is frozen. Whoever got in may be another one than who lets go.
 */
public final class SbWriters {
    private final Kernel kernel;
    private final Word writers;

    /** Of {@code sb}, on which nobody writes. */
    public SbWriters(Kernel kernel, SuperBlock sb) {
        this.kernel = kernel;
        this.writers = kernel.machine().word(sb.id(), "s_writers", 0);
    }

    /** {@code file_start_write}: waits while the file system is frozen. */
    public void startWrite() {
        kernel.mightSleep("file_start_write");
        kernel.machine().perform(Op.DOWN_READ, writers, 0, 0);
    }

    /** {@code file_end_write}: any context. */
    public void endWrite() {
        kernel.machine().perform(Op.UP_READ, writers, 0, 0);
    }

    /**
     * {@code freeze_super}: waits for writers, and then syncs.
     *
     * @param sync {@code sync_filesystem}
     */
    public void freezeSuper(Runnable sync) {
        kernel.mightSleep("sb_wait_write");
        kernel.machine().perform(Op.DOWN_WRITE, writers, 0, 0);
        sync.run();
        kernel.say(new FileSystemEvent.Frozen());
    }

    /** {@code thaw_super}. */
    public void thawSuper() {
        kernel.say(new FileSystemEvent.Thaw());
        kernel.machine().perform(Op.UP_WRITE, writers, 0, 0);
    }
}

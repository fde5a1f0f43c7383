// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B41: the request owns the only reference of the file that its submitter still needs. */
class FileGoneAtReturn extends Shape {
    static final Bug BUG =
            Bug.fromMemory("B41", "aio: hold an extra file reference over AIO read/write operations", "0b944d3a4bba")
            .in("aio_run_iocb, fs/aio.c").actors("submitter", "bio", "closing task")
            .shape("H1", m -> new FileGoneAtReturn(m) {
                @Override
                void aioWrite() {
                    write();
                }
            }, FileGoneAtReturn::new, "S15");

    private final ObjectId file = alloc("file");
    private final Atomic fCount = atomic(file, "f_count", 2);
    private final Plain fInode = plain(file, "f_inode", 1);

    FileGoneAtReturn(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", this::aioWrite);
        task("close0", this::fput);
    }

    /** {@code aio_write}: its own reference, besides those of the descriptor and of the request. */
    void aioWrite() {
        fCount.inc();
        write();
        fput();
    }

    /** {@code write_iter}, which is queued, and what the caller does with the file's inode after it. */
    final void write() {
        irq("bio0", this::fput);
        fInode.load();
    }

    /** {@code fput}. */
    final void fput() {
        if (fCount.decReturn() == 0) {
            free(file);
        }
    }
}

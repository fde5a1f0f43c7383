// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Atomic;
import endio.kernel.Flags;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B35: of several bios that share an io_end one fails, and all of its range was converted. */
class OneBioFailed extends Shape {
    static final Bug BUG =
            Bug.read("B35", "ext4: do not convert the unwritten extents if data writeback fails", "e856f93e0fb2")
            .in("ext4_end_bio, fs/ext4/page-io.c")
            .actors("two writeback bios, of which any may fail", "worker", "reader")
            .shape("H2", m -> new OneBioFailed(m) {
                @Override
                void failed() {
                    kernel.warnOn(true, "page error");
                }
            }, OneBioFailed::new);

    private static final long STALE = 1;
    private final ObjectId ioEnd = kernel.machine().number("ext4_io_end");
    private final Atomic count = atomic(ioEnd, "count", 2);
    private final Flags flag = flags(ioEnd, "flag");
    private final ObjectId file = kernel.machine().number("ext4_inode");
    private final Plain written = plain(file, "written", 0);
    private final Plain stale = plain(file, "blocks that never reached the disk", 0);
    private final WorkQueue wq = workqueue("ext4-rsv-conversion", 1);

    OneBioFailed(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", this::endBio);
        irq("bio1", this::endBio);
        task("reader0", () -> {
            if (written.loadAcquire() != 0) {
                saw(Matter.DATA, "old contents of the disk that a reader finds", stale.load(), 0);
            }
        });
    }

    /** {@code ext4_end_bio}. */
    private void endBio() {
        if (kernel.machine().choose("bio fails", 2) == 1) {
            stale.storeOnce(STALE);
            failed();
        }
        if (count.decReturn() == 0) {
            queue(wq, ioEnd, () -> {
                if (!flag.test(1)) {
                    written.storeRelease(1);
                }
            });
        }
    }

    /** The error branch of {@code ext4_end_bio}: {@code EXT4_IO_END_FAILED}. */
    void failed() {
        flag.set(1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B33: a page that was read in before the size grew has zeros where the new data is. */
class TailPageCached extends Shape {
    static final Bug BUG = Bug.read("B33", "ext4: Fix occasional generic/418 failure", "")
            .in("ext4_dio_write_iter, fs/ext4/file.c").actors("extending writer", "buffered reader of the tail page")
            .shape("H2", m -> new TailPageCached(m) {
                @Override
                void iomapDioComplete() {
                    page.invalidate();
                    updateSize();
                }
            }, TailPageCached::new);

    private static final long ZEROS = 1;
    private static final long NEW = 2;
    private final ObjectId inode = kernel.machine().number("ext4_inode");
    final CachedPage page = new CachedPage(mutex(inode, "tail_page.lock"), plain(inode, "tail_page", 0));
    private final Plain iSize = plain(inode, "i_size", 0);
    private final Plain done = plain(inode, "done", 0);

    TailPageCached(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            iomapDioComplete();
            done.storeRelease(1);
        });
        task("reader0", this::read);
        task("app0", () -> {
            done.awaitAtLeast(1);
            saw(Matter.DATA, "the tail page inside the new size", read(), NEW);
        });
    }

    /** {@code iomap_dio_complete}: {@code end_io} first, which updates the size. */
    void iomapDioComplete() {
        updateSize();
        page.invalidate();
    }

    final void updateSize() {
        iSize.store(1);
    }

    private long read() {
        return page.read(() -> iSize.load() > 0 ? NEW : ZEROS);
    }
}

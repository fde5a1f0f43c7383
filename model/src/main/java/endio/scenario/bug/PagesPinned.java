// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Atomic;
import endio.machine.Machine;

/** S17: an error after the pages were pinned left them pinned. */
class PagesPinned extends Shape {
    static final Bug BUG =
            Bug.excerpt("S17", "blkdev: __blkdev_direct_IO_simple: fix leak in error case", "9362dd1109f8")
            .in("__blkdev_direct_IO_simple, fs/block_dev.c").actors("submitter whose request fails")
            .shape("H5", m -> new PagesPinned(m) {
                @Override
                void failed() {
                    // It returned.
                }
            }, PagesPinned::new);

    private final Atomic pins = atomic(kernel.machine().number("page"), "_refcount", 0);

    PagesPinned(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            pins.inc();
            if (kernel.machine().choose("bio_iov_iter_get_pages fails", 2) == 1) {
                failed();
            } else {
                unpin();
            }
        });
        kernel.machine().atEnd(() -> saw(Matter.LEFT_OVER, "pins of the user page", pins.read(), 0));
    }

    /** The error path. */
    void failed() {
        unpin();
    }

    final void unpin() {
        pins.decReturn();
    }
}

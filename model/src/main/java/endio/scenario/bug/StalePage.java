// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B18: a page that is read in while the write is in flight stays in the cache with what was there before. */
class StalePage extends Shape {
    static final Bug BUG =
            Bug.read("B18", "fs: Fix page cache inconsistency when mixing buffered and AIO DIO", "332391a9935d")
            .in("dio_complete, fs/direct-io.c").actors("submitter", "bio", "worker", "buffered reader")
            .shape("H2", m -> new StalePage(m) {
                @Override
                void dioComplete() {
                    aioComplete();
                }
            }, StalePage::new);

    private static final long OLD = 1;
    private static final long NEW = 2;
    private final Plain disk = plain(kernel.machine().number("disk"), "block0", OLD);
    private final ObjectId mapping = kernel.machine().number("mapping");
    final CachedPage page = new CachedPage(mutex(mapping, "page0.lock"), plain(mapping, "page0", 0));
    private final Plain reported = plain(mapping, "reported", 0);
    private final WorkQueue wq = workqueue("dio", 0);

    StalePage(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            page.invalidate();
            irq("bio0", () -> {
                disk.store(NEW);
                queue(wq, alloc("dio_work"), this::dioComplete);
            });
        });
        task("reader0", this::read);
        task("app0", () -> {
            reported.awaitAtLeast(1);
            saw(Matter.DATA, "page 0 after completion", read(), NEW);
        });
    }

    /** {@code dio_complete}, in process context where there are cached pages. */
    void dioComplete() {
        page.invalidate();
        aioComplete();
    }

    final void aioComplete() {
        reported.storeRelease(1);
    }

    private long read() {
        return page.read(disk::load);
    }
}

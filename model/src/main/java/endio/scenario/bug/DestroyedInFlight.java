// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B43: after {@code io_destroy} the user frees his buffer, which the device may still write to. */
class DestroyedInFlight extends Shape {
    static final Bug BUG = Bug.read("B43", "aio: block io_destroy() until all context requests are completed", "")
            .in("io_destroy, fs/aio.c").actors("destroyer", "bio of a read")
            .shape("H1", m -> new DestroyedInFlight(m) {
                @Override
                void ioDestroy() {
                    // The context is gone, and the requests are not waited for.
                }
            }, DestroyedInFlight::new);

    private final ObjectId buffer = alloc("user_buffer");
    private final Plain page = plain(buffer, "page0", 0);
    final Counter reqs = counter(kernel.machine().number("kioctx"), "reqs", 1);

    DestroyedInFlight(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", () -> {
            page.store(1);
            reqs.add(-1);
        });
        task("task0", () -> {
            ioDestroy();
            free(buffer);
        });
    }

    /** {@code io_destroy}. */
    void ioDestroy() {
        reqs.await(0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.machine.Machine;

/** B44: whoever sees the upper bio complete may destroy the pool that the lower half is still to be freed into. */
class FreedIntoGonePool extends Shape {
    static final Bug BUG = Bug.read("B44", "dm: free dm_io before bio_endio not after", "")
            .in("dec_pending, drivers/md/dm.c").actors("bio", "teardown")
            .shape("H1", m -> new FreedIntoGonePool(m) {
                @Override
                void decPending() {
                    bioEndio();
                    freeDmIo();
                }
            }, FreedIntoGonePool::new);

    private final ObjectId pool = alloc("mempool");
    private final Atomic free = atomic(pool, "curr_nr", 0);
    private final Counter upper = counter(kernel.machine().number("upper_bio"), "in_flight", 1);

    FreedIntoGonePool(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", this::decPending);
        task("teardown0", () -> {
            upper.await(0);
            free(pool);
        });
    }

    /** {@code dec_pending}. */
    void decPending() {
        freeDmIo();
        bioEndio();
    }

    final void bioEndio() {
        upper.add(-1);
    }

    final void freeDmIo() {
        free.inc();
    }
}

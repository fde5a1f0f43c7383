// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * S23: of a write in three parts only the buffered first and last are made durable; the direct one counts as if it
 * were.
 */
class MiddlePartUnstable extends Shape {
    static final Bug BUG = Bug.read("S23", "nfs/localio: Ensure DIO WRITE's IO on stable storage upon completion",
            "d32ddfeb5593")
            .in("nfs_local_call_write, fs/nfs/localio.c").actors("writer of a request that is not aligned", "bio")
            .shape("H4", m -> new MiddlePartUnstable(m) {
                @Override
                boolean dsync() {
                    return false;
                }
            }, MiddlePartUnstable::new);

    private static final int PARTS = 3;
    private final Plain device = plain(kernel.machine().number("disk"), "cached", 0);
    private final Plain durable = plain(kernel.machine().number("disk"), "durable", 0);
    private final Counter left = counter(kernel.machine().number("nfs_local_kiocb"), "n_iters", PARTS);

    MiddlePartUnstable(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            // The head and the tail go through the page cache, with IOCB_DSYNC.
            durable.add(2);
            left.add(-1);
            irq("bio0", this::dioEnds);
            ended();
        });
    }

    /** The direct part has reached the device. */
    private void dioEnds() {
        device.add(1);
        if (dsync()) {
            durable.add(1);
        }
        ended();
    }

    /** {@code nfs_local_pgio_done}: the last part reports the whole. */
    private void ended() {
        if (left.add(-1) == 0) {
            saw(Matter.DURABLE, "parts of the write on stable storage", durable.load(), PARTS);
        }
    }

    /** Whether the direct part has {@code IOCB_DSYNC}, as the others have. */
    boolean dsync() {
        return true;
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * S05: the buffer of an asynchronous read is not all in memory. What could be read is, since partial results are
 * allowed,
 * the result; but nobody who could go on with the rest hears of it before the application does.
 */
class PartialReadAbandoned extends Shape {
    static final Bug BUG = Bug.read("S05",
            "iomap: fix incomplete async dio reads when using IOMAP_DIO_PARTIAL", "")
            .in("__iomap_dio_rw, fs/iomap/direct-io.c").actors("asynchronous reader whose page faults", "bio")
            .shape("H3", m -> new PartialReadAbandoned(m) {
                @Override
                boolean waitsAfterFault() {
                    return false;
                }
            }, PartialReadAbandoned::new);

    private static final int BLOCKS = 2;
    private final Plain ended = plain(kernel.machine().number("iomap_dio"), "ended", 0);

    PartialReadAbandoned(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> dioRead(0));
    }

    /** {@code btrfs_direct_read}: reads from block {@code first} on, and goes on with what a short read left. */
    private void dioRead(int first) {
        boolean faults = first == 0 && kernel.machine().choose("the second page of the buffer faults", 2) == 1;
        int submitted = faults ? 1 : BLOCKS - first;
        int done = first + submitted;
        if (faults && waitsAfterFault()) {
            irq("bio" + first, () -> ended.storeRelease(done));
            ended.awaitAtLeast(done);
            kernel.mightSleep("fault_in_iov_iter_writeable");
            dioRead(done);
        } else {
            irq("bio" + first, () -> aioComplete(done));
        }
    }

    /**
     * Whether a read whose bios do not cover it is waited for: then its caller gets a short result and not "queued".
     */
    boolean waitsAfterFault() {
        return true;
    }

    /** {@code aio_complete}. */
    private void aioComplete(long blocks) {
        saw(Matter.RESULT, "blocks that an asynchronous read of 2 tells", blocks, BLOCKS);
    }
}

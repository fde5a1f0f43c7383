// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * S02: a direct write was kept from filling holes inside the file, but the last block, which the file fills in part,
 * was
 * taken to lie outside. A buffered reader finds the new block before its data is there.
 */
class PartialBlockAllocated extends Shape {
    static final Bug BUG = Bug.fromMemory("S02",
            "direct-io: fix direct write stale data exposure from concurrent buffered read", "9ecd10b7a027")
            .in("get_more_blocks, fs/direct-io.c").actors("direct writer", "bio", "buffered reader")
            .shape("H2", m -> new PartialBlockAllocated(m) {
                @Override
                boolean insideFile(long block) {
                    return block < iSize >> BLKBITS;
                }
            }, PartialBlockAllocated::new);

    static final int BLKBITS = 12;
    private static final long ZEROS = 0;
    private static final long STALE = 1;
    private static final long OURS = 2;
    final long iSize = 2048;
    private final Plain mapped = plain(kernel.machine().number("inode"), "block0.mapped", 0);
    private final Plain disk = plain(kernel.machine().number("disk"), "block0", STALE);
    private final Mutex pageLock = mutex(kernel.machine().number("mapping"), "page0.lock");

    PartialBlockAllocated(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> getMoreBlocks(0));
        task("reader0", () -> {
            pageLock.lock();
            long got = mapped.loadAcquire() == 0 ? ZEROS : disk.load();
            pageLock.unlock();
            saw(Matter.DATA, "block 0, 1 what somebody left there,", got == STALE ? 1 : 0, 0);
        });
    }

    /** {@code get_more_blocks}: what it may not create is left to the page cache. */
    private void getMoreBlocks(long block) {
        if (insideFile(block)) {
            pageLock.lock();
            disk.store(OURS);
            mapped.storeRelease(1);
            pageLock.unlock();
        } else {
            mapped.storeRelease(1);
            irq("bio0", () -> disk.store(OURS));
        }
    }

    /** The test in {@code get_more_blocks} with {@code DIO_SKIP_HOLES}: the block of the last byte is the last one. */
    boolean insideFile(long block) {
        return block <= iSize - 1 >> BLKBITS;
    }
}

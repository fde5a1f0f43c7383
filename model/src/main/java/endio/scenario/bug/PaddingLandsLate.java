// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B36: an unaligned writer that did not wait for its own bio was not alone: its padding wiped a later write. */
class PaddingLandsLate extends Shape {
    static final Bug BUG =
            Bug.read("B36", "ext4: fix data corruption caused by overlapping unaligned and aligned IO", "57a0da28ced8")
            .in("ext4_file_write_iter, fs/ext4/file.c").actors("unaligned writer", "aligned writer", "two bios")
            .shape("H2", m -> new PaddingLandsLate(m) {
                @Override
                void waitForOwn() {
                    // It waited before it submitted, and not after.
                }
            }, PaddingLandsLate::new);

    private static final long ALIGNED = 2;
    private final ObjectId inode = kernel.machine().number("ext4_inode");
    private final Mutex iRwsem = mutex(inode, "i_rwsem");
    final Counter inFlight = counter(inode, "i_unwritten", 0);
    private final Plain firstHalf = plain(inode, "block0.first", 0);
    private final Plain secondHalf = plain(inode, "block0.second", 0);
    private final Plain mapped = plain(inode, "block0.written", 0);

    PaddingLandsLate(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("unaligned0", () -> {
            iRwsem.lock();
            inFlight.await(0);
            boolean pads = mapped.load() == 0;
            inFlight.add(1);
            irq("bio0", () -> {
                firstHalf.store(1);
                if (pads) {
                    secondHalf.store(0);
                }
                inFlight.add(-1);
            });
            waitForOwn();
            iRwsem.unlock();
        });
        task("aligned0", () -> {
            iRwsem.lock();
            inFlight.add(1);
            irq("bio1", () -> {
                firstHalf.store(ALIGNED);
                secondHalf.store(ALIGNED);
                mapped.store(1);
                inFlight.add(-1);
            });
            iRwsem.unlock();
        });
        kernel.machine().atEnd(() -> saw(Matter.DATA, "second half of the block", secondHalf.load(), ALIGNED));
    }

    /** The end of {@code ext4_file_write_iter} for an unaligned write: {@code inode_dio_wait}. */
    void waitForOwn() {
        inFlight.await(0);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * S09: an unwritten extent is split before the I/O that will fill a part of it. If the split finds no room for the new
 * extent, the whole one is zeroed and becomes written; told to convert, the split left a part out that has no data yet.
 */
class SplitMarksWritten extends Shape {
    static final Bug BUG = Bug.excerpt("S09",
            "ext4: don't set EXT4_GET_BLOCKS_CONVERT when splitting before submitting I/O", "")
            .in("ext4_split_convert_extents, fs/ext4/extents.c")
            .actors("direct writer whose split has no room", "reader")
            .shape("H2", m -> new SplitMarksWritten(m) {
                @Override
                boolean zeroesItsOwnPart() {
                    return false;
                }
            }, SplitMarksWritten::new);

    private static final long ZEROS = 0;
    private static final long STALE = 1;
    private static final long OURS = 2;
    private final Plain written = plain(kernel.machine().number("ext4_inode"), "extent0.written", 0);
    private final Plain disk = plain(kernel.machine().number("disk"), "block0", STALE);

    SplitMarksWritten(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            if (kernel.machine().choose("no room for one more extent", 2) == 1) {
                splitExtentAt();
            }
            irq("bio0", () -> {
                disk.store(OURS);
                written.storeRelease(1);
            });
        });
        task("reader0", () -> {
            long got = written.loadAcquire() == 0 ? ZEROS : disk.load();
            saw(Matter.DATA, "block 0, 1 what somebody left there,", got == STALE ? 1 : 0, 0);
        });
    }

    /** {@code ext4_split_extent_at}, where the tree has no room: zeroes, and then all of it is written. */
    private void splitExtentAt() {
        if (zeroesItsOwnPart()) {
            disk.store(ZEROS);
        }
        written.storeRelease(1);
    }

    /** Whether the part that the I/O is for is zeroed, too: with the flag it counted as filled already. */
    boolean zeroesItsOwnPart() {
        return true;
    }
}

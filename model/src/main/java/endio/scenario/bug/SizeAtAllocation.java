// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;

/** S06: the size goes up when blocks are allocated, and their data is on its way. */
class SizeAtAllocation extends Shape {
    static final Bug BUG = Bug.read("S06", "f2fs: update i_size after DIO completion", "0a4daae5ffea")
            .in("f2fs_map_blocks, fs/f2fs/data.c").actors("extending writer", "bio", "direct reader")
            .shape("H2", m -> new SizeAtAllocation(m) {
                @Override
                void allocated() {
                    iSize.store(1);
                }
            }, SizeAtAllocation::new);

    final Plain iSize = plain(kernel.machine().number("f2fs_inode"), "i_size", 0);
    private final Plain disk = plain(kernel.machine().number("disk"), "block0", 0);

    SizeAtAllocation(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            allocated();
            irq("bio0", () -> {
                disk.store(1);
                iSize.store(1);
            });
        });
        task("reader0", () -> {
            if (iSize.load() > 0) {
                saw(Matter.DATA, "block 0 inside the size, 1 if it is new,", disk.load(), 1);
            }
        });
    }

    /** {@code f2fs_map_blocks}: blocks are allocated, and the size stays. */
    void allocated() {}
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.machine.Machine;

/** B37: what the mapping promised the bio would complete, and there was no bio. */
class OrderedExtentLeft extends Shape {
    static final Bug BUG =
            Bug.read("B37", "Btrfs: fix leaking of ordered extents after direct IO write error", "f28a49287817")
            .in("btrfs_direct_IO, fs/btrfs/inode.c").actors("writer that fails after mapping", "waiter for the range")
            .shape("deadlock", m -> new OrderedExtentLeft(m) {
                @Override
                void failedBeforeBio() {
                    // The range stays claimed.
                }
            }, OrderedExtentLeft::new);

    final Counter ordered = counter(kernel.machine().number("btrfs_inode"), "ordered_extents", 0);

    OrderedExtentLeft(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            ordered.add(1);
            if (kernel.machine().choose("it fails before the bio", 2) == 1) {
                failedBeforeBio();
            } else {
                irq("bio0", () -> ordered.add(-1));
            }
        });
        task("task1", () -> ordered.await(0));
    }

    /** The error path of {@code btrfs_direct_IO}: completes the range that was not submitted. */
    void failedBeforeBio() {
        ordered.add(-1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.kernel.Pointer;
import endio.machine.Machine;

/** B08: an io_end published in the inode is lost when somebody without {@code i_mutex} publishes his. */
class SlotOfTheInode extends Shape {
    static final Bug BUG = Bug.read("B08", "ext4: fix crashes in dioread_nolock mode", "74dae4278546")
            .in("ext4_ext_direct_IO, fs/ext4/inode.c").actors("locked writer", "overwriter without i_mutex", "bio")
            .shape("H3", m -> new SlotOfTheInode(m) {
                @Override
                void overwrite() {
                    iPrivate.store(plain(alloc("ext4_io_end"), "flag", 0));
                    iPrivate.store(null);
                }
            }, SlotOfTheInode::new);

    private final ObjectId inode = kernel.machine().number("ext4_inode");
    final Pointer<Plain> iPrivate = pointer(inode, "i_private");
    private final Plain converted = plain(inode, "converted", 0);

    SlotOfTheInode(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            Plain flag = plain(alloc("ext4_io_end"), "flag", 0);
            iPrivate.store(flag);
            mapUnwritten();
            iPrivate.store(null);
            irq("bio0", () -> converted.store(flag.load()));
        });
        task("task1", this::overwrite);
        kernel.machine().atEnd(() -> saw(Matter.RESULT, "conversions of the unwritten block", converted.load(), 1));
    }

    /** {@code ext4_map_blocks}: marks the io_end that the inode points to. */
    private void mapUnwritten() {
        Plain ioEnd = iPrivate.load();
        if (ioEnd != null) {
            ioEnd.store(1);
        }
    }

    /** {@code ext4_ext_direct_IO} without {@code i_mutex}: has nothing to convert, so it has no io_end. */
    void overwrite() {}
}

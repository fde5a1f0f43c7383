// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;
import endio.vfs.Inode;

/** B11: a reader that begins after the wait and before the size shrinks maps a block that goes. */
class SizeAfterWait extends Shape {
    static final Bug BUG = Bug.read("B11", "ext4: serialize unlocked dio reads with truncate", "1c9114f9c0f1")
            .in("ext4_setattr, fs/ext4/inode.c").actors("truncate", "reader without i_mutex", "writer of another inode")
            .shape("H2", m -> new SizeAfterWait(m) {
                @Override
                void setattr() {
                    inode.dioWait();
                    inode.iSize().store(0);
                }
            }, SizeAfterWait::new);

    private static final long OURS = 1;
    private static final long SECRET = 2;
    final Inode inode = inode(4096);
    private final ObjectId device = kernel.machine().number("device");
    private final Plain mapped = plain(inode.id(), "block0", 1);
    private final Plain content = plain(device, "block0", OURS);

    SizeAfterWait(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("truncate0", () -> {
            setattr();
            mapped.store(0);
            content.store(SECRET);
        });
        task("reader0", this::directRead);
    }

    /** {@code ext4_setattr}: the size first, so that whoever is not waited for sees it. */
    void setattr() {
        inode.iSize().store(0);
        inode.dioWait();
    }

    private void directRead() {
        inode.dioBegin();
        if (inode.iSize().load() > 0 && mapped.load() != 0) {
            saw(Matter.DATA, "block 0", content.load(), OURS);
        }
        inode.dioDone();
    }
}

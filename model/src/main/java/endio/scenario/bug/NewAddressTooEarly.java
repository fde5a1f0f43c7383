// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;
import endio.vfs.Inode;

/** S07: an out-of-place write publishes where its data will be. */
class NewAddressTooEarly extends Shape {
    static final Bug BUG =
            Bug.read("S07", "f2fs: fix to avoid racing in between read and OPU dio write", "0cac51185e65")
            .in("f2fs_dio_read_iter, fs/f2fs/file.c").actors("out-of-place writer", "bio", "reader")
            .shape("H2", m -> new NewAddressTooEarly(m) {
                @Override
                void waitForDio() {
                    // It mapped at once.
                }
            }, NewAddressTooEarly::new);

    private final Inode inode = inode(4096);
    private final Plain address = plain(inode.id(), "block0.address", 0);
    private final Plain landed = plain(kernel.machine().number("disk"), "block1", 0);
    private final Mutex iRwsem = mutex(inode.id(), "i_gc_rwsem");

    NewAddressTooEarly(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            iRwsem.lock();
            inode.dioBegin();
            address.store(1);
            irq("bio0", () -> {
                landed.store(1);
                inode.dioDone();
            });
            iRwsem.unlock();
        });
        task("reader0", () -> {
            iRwsem.lock();
            waitForDio();
            if (address.load() == 1) {
                saw(Matter.DATA, "the new block, 1 if its data is there,", landed.load(), 1);
            }
            iRwsem.unlock();
        });
    }

    /** {@code f2fs_dio_read_iter}: {@code inode_dio_wait}. */
    final void inodeDioWait() {
        inode.dioWait();
    }

    /** What comes before the mapping. */
    void waitForDio() {
        inodeDioWait();
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.machine.Machine;
import endio.vfs.Inode;

/** S33: who skips the count at the beginning has to skip it at the end. */
class CountSkippedOnOneSide extends Shape {
    static final Bug BUG =
            Bug.read("S33", "direct-io: only inc/dec inode->i_dio_count for file systems", "fe0f07d08ee3")
            .in("do_blockdev_direct_IO, fs/direct-io.c").actors("submitter on a block device", "bio")
            .shape("S6", m -> new CountSkippedOnOneSide(m) {
                @Override
                void inodeDioBegin() {
                    if (!skipDioCount) {
                        inode.dioBegin();
                    }
                }

                @Override
                void inodeDioEnd() {
                    inode.dioDone();
                }
            }, CountSkippedOnOneSide::new);

    final Inode inode = inode(4096);
    final boolean skipDioCount = kernel.machine().choose("DIO_SKIP_DIO_COUNT", 2) == 1;

    CountSkippedOnOneSide(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            inodeDioBegin();
            irq("bio0", this::inodeDioEnd);
        });
    }

    /** {@code inode_dio_begin}. */
    void inodeDioBegin() {
        if (!skipDioCount) {
            inode.dioBegin();
        }
    }

    /** {@code inode_dio_end}. */
    void inodeDioEnd() {
        if (!skipDioCount) {
            inode.dioDone();
        }
    }
}

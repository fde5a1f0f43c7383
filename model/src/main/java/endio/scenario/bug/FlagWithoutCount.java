// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Flags;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B14: the flag is cleared with the counter, so it has to be set with it. */
class FlagWithoutCount extends Shape {
    static final Bug BUG =
            Bug.read("B14", "ext4: Resolve the hang of direct i/o read in handling EXT4_IO_END_UNWRITTEN.",
            "32c80b32c053")
            .in("ext4_end_io_buffer_write, fs/ext4/inode.c").actors("bio", "worker", "reader")
            .shape("deadlock", m -> new FlagWithoutCount(m) {
                @Override
                void setIoUnwrittenFlag() {
                    flag.set(1);
                }
            }, FlagWithoutCount::new);

    private final ObjectId inode = kernel.machine().number("ext4_inode");
    private final Counter iAiodioUnwritten = counter(inode, "i_aiodio_unwritten", 0);
    final Flags flag = flags(kernel.machine().number("ext4_io_end"), "flag");
    private final WorkQueue wq = workqueue("ext4-dio-unwritten", 1);

    FlagWithoutCount(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", () -> {
            setIoUnwrittenFlag();
            queue(wq, alloc("work"), () -> {
                flag.clear(1);
                iAiodioUnwritten.add(-1);
            });
        });
        task("reader0", () -> iAiodioUnwritten.await(0));
    }

    /** {@code ext4_set_io_unwritten_flag}. */
    void setIoUnwrittenFlag() {
        if (!flag.testAndSet(1)) {
            iAiodioUnwritten.add(1);
        }
    }
}

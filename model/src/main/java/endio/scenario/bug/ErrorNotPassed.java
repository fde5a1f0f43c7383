// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B06: {@code end_io} was told how much was submitted, and not that it failed. */
class ErrorNotPassed extends Shape {
    static final Bug BUG = Bug.fromMemory("B06", "ext4: Fix data exposure after failed AIO DIO", "74c66bcb7eda")
            .in("ext4_end_io_dio, fs/ext4/inode.c").actors("bio that fails", "worker", "reader")
            .shape("H2", m -> new ErrorNotPassed(m) {
                @Override
                void endIoDio(long size, long error) {
                    convert();
                }
            }, ErrorNotPassed::new);

    private static final long STALE = 1;
    private static final long OURS = 2;
    private static final long EIO = -5;
    private final Plain disk = plain(kernel.machine().number("disk"), "block0", STALE);
    private final Plain written = plain(kernel.machine().number("ext4_inode"), "block0.written", 0);
    private final WorkQueue wq = workqueue("dio", 0);

    ErrorNotPassed(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", () -> {
            boolean fails = kernel.machine().choose("bio fails", 2) == 1;
            if (!fails) {
                disk.store(OURS);
            }
            queue(wq, alloc("dio_work"), () -> endIoDio(4096, fails ? EIO : 0));
        });
        task("reader0", () -> {
            if (written.loadAcquire() != 0) {
                saw(Matter.DATA, "block 0", disk.load(), OURS);
            }
        });
    }

    /** {@code ext4_end_io_dio}. */
    void endIoDio(long size, long error) {
        if (error == 0) {
            convert();
        }
    }

    final void convert() {
        written.storeRelease(1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.machine.Machine;

/** S20: a request that is issued again goes another way out, and that one has to give up the protection as well. */
class ProtectionKept extends Shape {
    static final Bug BUG = Bug.read("S20", "io_uring/rw: ensure kiocb_end_write() is always called", "2ec33a6c3cca")
            .in("io_rw_done, io_uring/rw.c").actors("submitter", "completion", "freezer")
            .shape("H5", m -> new ProtectionKept(m) {
                @Override
                void resubmit() {
                    // The next issue takes it again.
                }
            }, ProtectionKept::new, "deadlock");

    final Counter sbWriters = counter(kernel.machine().number("super_block"), "s_writers", 0);

    ProtectionKept(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            sbWriters.add(1);
            if (kernel.machine().choose("-EAGAIN", 2) == 1) {
                resubmit();
                sbWriters.add(1);
            }
            irq("bio0", () -> sbWriters.add(-1));
        });
        task("freeze0", () -> sbWriters.await(0));
        kernel.machine().atEnd(() -> saw(Matter.LEFT_OVER, "writers of the super block", sbWriters.read(), 0));
    }

    /** {@code io_rw_should_reissue}: {@code kiocb_end_write} before the request goes round again. */
    void resubmit() {
        sbWriters.add(-1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B42: a request that is on its way still writes, so it and not its submission owns the protection. */
class FrozenInFlight extends Shape {
    static final Bug BUG = Bug.read("B42", "aio: fix freeze protection of aio writes", "70fe2f48152e")
            .in("aio_run_iocb, aio_complete, fs/aio.c").actors("submitter", "worker", "freezer")
            .shape("H7", m -> new FrozenInFlight(m) {
                @Override
                void returned() {
                    sbWriters.add(-1);
                }

                @Override
                void aioComplete() {
                    // The protection is gone already.
                }
            }, FrozenInFlight::new);

    private final ObjectId sb = kernel.machine().number("super_block");
    final Counter sbWriters = counter(sb, "s_writers", 1);
    private final Plain frozen = plain(sb, "s_writers.frozen", 0);
    private final WorkQueue wq = workqueue("dio", 0);

    FrozenInFlight(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            irq("bio0", () -> queue(wq, alloc("dio_work"), () -> {
                saw(Matter.FROZEN, "the file system at the conversion, 1 frozen,", frozen.load(), 0);
                aioComplete();
            }));
            returned();
        });
        task("freeze0", () -> {
            sbWriters.await(0);
            frozen.store(1);
        });
    }

    /** The write call returns. */
    void returned() {}

    /** {@code aio_complete}: {@code kiocb_end_write}. */
    void aioComplete() {
        sbWriters.add(-1);
    }
}

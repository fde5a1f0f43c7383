// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B22: with its reference the submitter gives up its right to look at the dio. */
class ReadAfterDrop extends Shape {
    static final Bug BUG = Bug.read("B22", "iomap: fix a use after free in iomap_dio_rw", "4ea899ead278")
            .in("iomap_dio_rw, fs/iomap.c").actors("submitter", "bio")
            .shape("S12", m -> new ReadAfterDrop(m) {
                @Override
                void iomapDioRw() {
                    if (!put() && waitForCompletion.load() != 0) {
                        kernel.mightSleep("iomap_dio_rw");
                    }
                }
            }, ReadAfterDrop::new);

    private final ObjectId dio = alloc("iomap_dio");
    private final Atomic ref = atomic(dio, "ref", 2);
    final Plain waitForCompletion = plain(dio, "wait_for_completion", 0);

    ReadAfterDrop(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", this::put);
        task("task0", this::iomapDioRw);
    }

    /** {@code atomic_dec_and_test(&dio->ref)}, and what the last one does. */
    final boolean put() {
        boolean last = ref.decReturn() == 0;
        if (last) {
            free(dio);
        }
        return last;
    }

    /** The end of {@code iomap_dio_rw}. */
    void iomapDioRw() {
        boolean wait = waitForCompletion.load() != 0;
        if (!put() && wait) {
            kernel.mightSleep("iomap_dio_rw");
        }
    }
}

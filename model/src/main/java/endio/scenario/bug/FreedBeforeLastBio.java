// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Atomic;
import endio.machine.Machine;

/** S16: one bio needs no reference, since the dio lies in it; several do. */
class FreedBeforeLastBio extends Shape {
    static final Bug BUG = Bug.read("S16", "block: avoid extra bio reference for async O_DIRECT", "531724abc3bf")
            .in("__blkdev_direct_IO, fs/block_dev.c").actors("submitter of two bios", "two bios")
            .shape("H1", m -> new FreedBeforeLastBio(m) {
                @Override
                void bioGet() {
                    // As for a request of one bio.
                }
            }, FreedBeforeLastBio::new);

    private final ObjectId dio = alloc("blkdev_dio");
    private final Atomic ref = atomic(dio, "ref", 2);
    private final Atomic biCnt = atomic(dio, "bio.__bi_cnt", 1);

    FreedBeforeLastBio(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        bioGet();
        irq("bio0", () -> {
            ref.decReturn();
            bioPut();
        });
        irq("bio1", () -> {
            if (ref.decReturn() == 0) {
                kernel.smpMb();
            }
            bioPut();
        });
    }

    /** {@code bio_get} in {@code __blkdev_direct_IO} of a request of several bios. */
    void bioGet() {
        biCnt.inc();
    }

    private void bioPut() {
        if (biCnt.decReturn() == 0) {
            free(dio);
        }
    }
}

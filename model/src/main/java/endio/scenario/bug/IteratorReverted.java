// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.SeenEvent.Matter;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B23: an error of the first bio, seen before the second, does not undo that the first was submitted. */
class IteratorReverted extends Shape {
    static final Bug BUG = Bug.read("B23", "iomap: fix submission side handling of completion side errors", "")
            .in("iomap_dio_bio_iter, fs/iomap/direct-io.c").actors("submitter of two bios", "bio that fails")
            .shape("H3", m -> new IteratorReverted(m) {
                @Override
                long stop(long copied) {
                    return 0;
                }
            }, IteratorReverted::new);

    private final Plain error = plain(kernel.machine().number("iomap_dio"), "error", 0);

    IteratorReverted(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            long submitted = 0;
            long copied = 0;
            for (int bio = 0; bio < 2; bio++) {
                if (error.load() != 0) {
                    copied = stop(copied);
                    break;
                }
                irq("bio" + bio, () -> error.store(kernel.machine().choose("bio fails", 2)));
                submitted++;
                copied++;
            }
            saw(Matter.RESULT, "blocks that count as submitted", copied, submitted);
        });
    }

    /** The branch of {@code iomap_dio_bio_iter} for an error that a bio left. */
    long stop(long copied) {
        return copied;
    }
}

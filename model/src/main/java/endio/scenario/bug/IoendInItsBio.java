// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.kernel.Plain;
import endio.machine.Machine;

/** S32: the ioend lies in the bio that was just put. */
class IoendInItsBio extends Shape {
    static final Bug BUG = Bug.read("S32", "iomap: stop using ioend after it's been freed in iomap_finish_ioend()", "")
            .in("iomap_finish_ioend, fs/iomap/buffered-io.c").actors("worker")
            .shape("H1", m -> new IoendInItsBio(m) {
                @Override
                void finishIoend() {
                    free(ioend);
                    offset.load();
                }
            }, IoendInItsBio::new);

    final ObjectId ioend = alloc("iomap_ioend");
    final Plain offset = plain(ioend, "io_offset", 0);

    IoendInItsBio(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        irq("bio0", this::finishIoend);
    }

    /** {@code iomap_finish_ioend}: what the message needs is read before the last {@code bio_put}. */
    void finishIoend() {
        offset.load();
        free(ioend);
    }
}

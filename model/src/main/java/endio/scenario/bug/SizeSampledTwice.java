// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Mutex;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B26: whether a read meets the end of the file is asked of one size, and how much there is of another. */
class SizeSampledTwice extends Shape {
    static final Bug BUG = Bug.read("B26", "Fix race when checking i_size on direct i/o read", "9fe55eea7e4b")
            .in("generic_file_aio_read, mm/filemap.c").actors("direct reader", "appending writer")
            .shape("H3", m -> new SizeSampledTwice(m) {
                @Override
                void read() {
                    long early = iSize.load();
                    iMutex.lock();
                    long transferred = iSize.load();
                    iMutex.unlock();
                    saw(Matter.RESULT, "blocks that the read tells", Math.min(transferred, early), transferred);
                }
            }, SizeSampledTwice::new);

    private final ObjectId inode = kernel.machine().number("inode");
    final Mutex iMutex = mutex(inode, "i_mutex");
    final Plain iSize = plain(inode, "i_size", 1);

    SizeSampledTwice(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("append0", () -> {
            iMutex.lock();
            iSize.store(2);
            iMutex.unlock();
        });
        task("reader0", this::read);
    }

    /** {@code generic_file_aio_read}: the file system alone looks at the size, under its own lock. */
    void read() {
        iMutex.lock();
        long transferred = iSize.load();
        iMutex.unlock();
        saw(Matter.RESULT, "blocks that the read tells", transferred, transferred);
    }
}

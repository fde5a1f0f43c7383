// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Flags;
import endio.kernel.Mutex;
import endio.machine.Machine;

/** B15: the second unwritten extent of an asynchronous write was taken for one of a synchronous write. */
class SecondExtent extends Shape {
    static final Bug BUG = Bug.excerpt("B15",
            "ext4: don't check io->flag when setting EXT4_STATE_DIO_UNWRITTEN inode state", "")
            .in("ext4_ext_handle_uninitialized_extents, fs/ext4/extents.c")
            .actors("asynchronous writer over two unwritten extents", "synchronous writer after it")
            .shape("H3", m -> new SecondExtent(m) {
                @Override
                void handleUninitializedExtents(boolean async) {
                    if (async && !flag.testPlain(1)) {
                        flag.setPlain(1);
                    } else {
                        dioUnwritten.set(1);
                    }
                }
            }, SecondExtent::new);

    private static final long EIO = -5;
    final Flags flag = flags(kernel.machine().number("ext4_io_end"), "flag");
    private final ObjectId inode = kernel.machine().number("ext4_inode");
    private final Mutex iMutex = mutex(inode, "i_mutex");
    final Flags dioUnwritten = flags(inode, "EXT4_STATE_DIO_UNWRITTEN");

    SecondExtent(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            iMutex.lock();
            handleUninitializedExtents(true);
            handleUninitializedExtents(true);
            iMutex.unlock();
        });
        task("task1", () -> {
            iMutex.lock();
            // Its block is written: a conversion of it finds nothing to convert, and says so.
            long ret = dioUnwritten.testAndClear(1) ? EIO : 4096;
            iMutex.unlock();
            saw(Matter.RESULT, "result of the synchronous overwrite", ret, 4096);
        });
    }

    /** {@code ext4_ext_handle_uninitialized_extents}, before the I/O; {@code async}: the request has an io_end. */
    void handleUninitializedExtents(boolean async) {
        if (async) {
            flag.setPlain(1);
        } else {
            dioUnwritten.set(1);
        }
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.fs.ext4.Handle;
import endio.kernel.Plain;
import endio.kernel.WorkQueue;
import endio.machine.Machine;

/** B17: an O_DSYNC request that is queued has nothing on the device yet that a flush could make durable. */
class SyncedTooEarly extends Shape {
    static final Bug BUG = Bug.read("B17", "direct-io: Handle O_(D)SYNC AIO", "02afc27faec9")
            .in("dio_complete, fs/direct-io.c; generic_file_aio_write, mm/filemap.c")
            .actors("submitter", "bio", "worker")
            .shape("H4", m -> new SyncedTooEarly(m) {
                @Override
                void submitted() {
                    genericWriteSync();
                }

                @Override
                void dioBioEndAio() {
                    aioComplete();
                }
            }, SyncedTooEarly::new);

    private final ObjectId disk = kernel.machine().number("disk");
    private final Plain cached = plain(disk, "cached", 0);
    private final Plain durable = plain(disk, "durable", 0);
    private final WorkQueue wq = workqueue("dio", 0);

    SyncedTooEarly(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            irq("bio0", () -> {
                cached.store(1);
                dioBioEndAio();
            });
            submitted();
        });
    }

    /** The end of the write call: {@code -EIOCBQUEUED} is not synced. */
    void submitted() {}

    /** {@code dio_bio_end_aio}. */
    void dioBioEndAio() {
        queue(wq, alloc("dio_work"), () -> {
            genericWriteSync();
            aioComplete();
        });
    }

    /** {@code generic_write_sync}. */
    final void genericWriteSync() {
        durable.store(cached.load());
    }

    /** {@code aio_complete}. */
    final void aioComplete() {
        saw(Matter.DURABLE, "block 0 on stable storage", durable.load(), 1);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.scenario.Device.Ends;
import endio.vfs.IoVec;
import java.util.List;

/** The core alone, on a file system that does nothing wrong because it does next to nothing. */
public final class CoreScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                core("aio-write", "an asynchronous write of one block")
                        .written(0, 1).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-write-two-bios", "its two bios end in any order")
                        .written(0, 1).written(1, 1).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("sync-write", "a synchronous write sleeps until its bio has ended")
                        .written(0, 1).syncWrite(0, 1).build(),
                core("sync-write-two-bios", "it is woken once, when both have ended")
                        .written(0, 1).written(1, 1).syncWrite(0, 2).build(),
                core("aio-read", "an asynchronous read")
                        .written(0, 1).aioRead(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("sync-read", "a synchronous read")
                        .written(0, 1).syncRead(0, 1).build(),
                core("aio-read-hole", "a read over a block and a hole")
                        .written(0, 1).aioRead(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-read-end", "a read across the end of the file is cut")
                        .sizeInBlocks(1).written(0, 2).aioRead(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-inline", "bios end inside submit_bio or in an interrupt")
                        .written(0, 1).written(1, 1).ends(Ends.CHOSEN).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("sync-inline", "the same, synchronous")
                        .written(0, 1).written(1, 1).ends(Ends.CHOSEN).syncWrite(0, 2).build(),
                core("aio-error", "one of two bios fails, or both")
                        .written(0, 1).written(1, 1).errors(2).aioWrite(0, 2)
                        .violates(Hazard.ERROR_REPLACED, "S22", "S46")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("sync-error", "the same, synchronous")
                        .written(0, 1).written(1, 1).errors(2).syncWrite(0, 2).build(),
                core("sync-spurious", "the sleeper wakes for no reason")
                        .written(0, 1).written(1, 1).fault("spurious wake-up", 1).syncWrite(0, 2).build(),
                core("aio-get-block-error", "a mapping fails, the first or the second")
                        .written(0, 1).written(1, 1).fault("get_block", 1).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("sync-get-block-error", "the same, synchronous")
                        .written(0, 1).written(1, 1).fault("get_block", 1).syncWrite(0, 2).build(),
                core("aio-page-fault", "user pages cannot be pinned")
                        .written(0, 1).written(1, 1).fault("get_user_pages", 1).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-no-memory", "no dio")
                        .written(0, 1).fault("alloc dio", 1).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-write-hole", "a write meets a hole that it must not fill")
                        .written(0, 1).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-write-nothing", "a write without bytes")
                        .written(0, 1).actor(write(new IoVec(0, 0))).build(),
                core("aio-vectors", "a write from two buffers")
                        .written(0, 2)
                        .actor(write(new IoVec(0, Scenario.BLOCK_SIZE), new IoVec(65536, Scenario.BLOCK_SIZE)))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-unaligned", "a write that is not aligned is refused")
                        .written(0, 1).actor(write(new IoVec(0, 100))).build(),
                core("aio-read-beyond", "a read that begins beyond the end, where there are blocks")
                        .sizeInBlocks(1).written(0, 3).aioRead(2, 1)
                        .violates(Hazard.READ_BEYOND, "S46").build(),
                core("aio-extend", "a write beyond the end is made synchronous")
                        .sizeInBlocks(1).written(0, 2).aioWrite(0, 2)
                        .violates(Hazard.NO_FORCE_WAIT, "S33")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-truncate", "truncate waits for the write")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-truncate-spurious", "it wakes for no reason")
                        .written(0, 1).fault("spurious wake-up", 1).aioWrite(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-read-truncate", "truncate waits for a read")
                        .written(0, 1).aioRead(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-two-writes", "two writes of one file")
                        .written(0, 1).written(1, 1).aioWrite(0, 1).aioWrite(1, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                core("aio-umount", "umount, once the write is reported and the file closed")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static Actor write(IoVec... iov) {
        return new Actor.Request(true, false, 0, List.of(iov), false, 0);
    }

    private static Scenario.Builder core(String id, String title) {
        return Scenario.named(id).about("core", title).on(Mount.Type.PLAIN);
    }
}

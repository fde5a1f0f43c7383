// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.scenario.Device.Ends;
import endio.vfs.IoVec;
import java.util.List;

/** Direct writes on ext4, alone or with somebody who looks at or takes away what they write. */
public final class Ext4Scenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                ext4("ext4-aio-written", "an asynchronous write over a written block")
                        .written(0, 1).aioWrite(0, 1).build(),
                ext4("ext4-aio-unwritten", "an asynchronous write over an unwritten block")
                        .unwritten(0, 1).aioWrite(0, 1)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-hole", "an asynchronous write into a hole")
                        .aioWrite(0, 1)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-mixed", "an asynchronous write over a written and an unwritten block")
                        .written(0, 1).unwritten(1, 1).aioWrite(0, 2)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-sync-written", "a synchronous write over a written block")
                        .written(0, 1).syncWrite(0, 1).build(),
                ext4("ext4-sync-unwritten", "a synchronous write over an unwritten block")
                        .unwritten(0, 1).syncWrite(0, 1).build(),
                ext4("ext4-aio-inline", "the bio may end inside submit_bio")
                        .unwritten(0, 1).ends(Ends.CHOSEN).aioWrite(0, 1)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-error", "the bio may fail")
                        .unwritten(0, 1).errors(1).aioWrite(0, 1)
                        .violates(Hazard.K1, "S1")
                        .violates(Hazard.K2, "S23", "S24")
                        .violates(Hazard.ERROR_REPLACED, "S1", "S22", "S46", "S49").build(),
                ext4("ext4-sync-error", "the bio of a synchronous write may fail")
                        .unwritten(0, 1).errors(1).syncWrite(0, 1).build(),
                ext4("ext4-aio-convert-error", "the conversion may fail")
                        .unwritten(0, 1).fault("convert", 1).aioWrite(0, 1)
                        .violates(Hazard.K5, "S1", "S22", "S49").build(),
                ext4("ext4-sync-convert-error", "the conversion of a synchronous write may fail")
                        .unwritten(0, 1).fault("convert", 1).syncWrite(0, 1).build(),
                ext4("ext4-aio-journal-error", "no transaction for the mapping, or for the conversion")
                        .written(0, 1).unwritten(1, 1).fault("journal start", 1).aioWrite(0, 2)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-get-block-error", "the mapping fails; without a bio, end_io is never called")
                        .written(0, 1).written(1, 1).fault("map blocks", 1).aioWrite(0, 2).build(),
                ext4("ext4-aio-no-queue", "the workqueue cannot be created")
                        .unwritten(0, 1).fault("alloc_workqueue dio", 1).aioWrite(0, 1)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-no-worker", "no memory is left for a worker")
                        .unwritten(0, 1).fault("create_worker", 1).aioWrite(0, 1)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-no-memory", "no dio or no io_end")
                        .written(0, 1).fault("alloc", 1).aioWrite(0, 1).build(),
                ext4("ext4-aio-nothing", "a write without bytes: end_io is never called")
                        .written(0, 1)
                        .actor(new Actor.Request(true, false, 0, List.of(new IoVec(0, 0)), false, 0)).build(),
                ext4("ext4-aio-two", "two asynchronous writes over unwritten blocks of one file")
                        .unwritten(0, 1).unwritten(1, 1).aioWrite(0, 1).aioWrite(1, 1)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-extend", "a write beyond the end, with the orphan list")
                        .sizeInBlocks(1).written(0, 1).aioWrite(1, 1).build(),
                ext4("ext4-extend-error", "its bio may fail, and the new block is removed again")
                        .sizeInBlocks(1).written(0, 1).errors(1).aioWrite(1, 1).build(),
                ext4("ext4-extend-truncate", "truncate beside a write beyond the end")
                        .sizeInBlocks(1).written(0, 1).aioWrite(1, 1).actor(new Actor.Truncate(0)).build(),
                ext4("ext4-sync-two", "two synchronous writes over unwritten blocks of one file, whose bios may fail")
                        .unwritten(0, 1).unwritten(1, 1).errors(1).syncWrite(0, 1).syncWrite(1, 1)
                        .depth(Scenario.Depth.FULL).build(),
                ext4("ext4-sync-beside-aio", "a synchronous write beside an asynchronous one")
                        .unwritten(0, 1).unwritten(1, 1).aioWrite(0, 1).syncWrite(1, 1)
                        .violates(Hazard.K1, "S1").depth(Scenario.Depth.FULL).build(),
                ext4("ext4-two-files", "asynchronous writes over unwritten blocks of two files")
                        .unwritten(0, 1).aioWrite(0, 1).otherFile().aioWrite(0, 1)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-no-journal", "an asynchronous write over an unwritten block, without a journal")
                        .noJournal().unwritten(0, 1).aioWrite(0, 1)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-read", "a direct read")
                        .written(0, 1).aioRead(0, 1).build(),
                ext4("ext4-app-read", "an application reads once its write is complete")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.ReadAfterCompletion(0, 0))
                        .violates(Hazard.K1, "S1").violates(Hazard.K4, "S13").build(),
                ext4("ext4-app-fsync", "an application syncs once its write is complete")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.FsyncAfterCompletion(0))
                        .violates(Hazard.K1, "S1", "S37").build(),
                ext4("ext4-aio-truncate", "truncate beside an asynchronous write")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-truncate-no-journal", "truncate beside an asynchronous write, without a journal")
                        .noJournal().written(0, 1).aioWrite(0, 1).actor(new Actor.Truncate(0)).build(),
                ext4("ext4-aio-fsync", "fsync beside it")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Fsync())
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-sync-fs", "sync_fs beside it")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.SyncFs())
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-aio-umount", "umount, once it is reported and the file closed")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.K1, "S1").build());
    }

    static Scenario.Builder ext4(String id, String title) {
        return Scenario.named(id).about("ext4", title);
    }
}

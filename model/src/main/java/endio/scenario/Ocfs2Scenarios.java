// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.vfs.IoVec;
import java.util.List;

/** OCFS2: a cluster lock from the submission to {@code end_io}; from v4.6 on, extents and sizes changed by {@code end_io}. */
public final class Ocfs2Scenarios implements Scenarios {
    private static final long SECTOR = 512;

    @Override
    public List<Scenario> all() {
        return List.of(
                ocfs2("ocfs2-aio-write", "an asynchronous overwrite drops the cluster lock at its end")
                        .written(0, 1).aioWrite(0, 1).build(),
                ocfs2("ocfs2-aio-two-bios", "an asynchronous overwrite whose bios may end inside submit_bio")
                        .written(0, 1).written(1, 1).ends(Device.Ends.CHOSEN).aioWrite(0, 2).build(),
                ocfs2("ocfs2-sync-write", "a synchronous overwrite")
                        .written(0, 1).syncWrite(0, 1).build(),
                ocfs2("ocfs2-aio-read", "an asynchronous read, which holds the cluster lock as well")
                        .written(0, 1).errors(1).aioRead(0, 1).build(),
                ocfs2("ocfs2-aio-error", "the bio of an overwrite may fail")
                        .written(0, 1).errors(1).aioWrite(0, 1)
                        .violates(Hazard.ERROR_REPLACED, "S22", "S46").build(),
                ocfs2("ocfs2-aio-no-memory", "no dio: end_io is never called, and its caller drops the lock")
                        .written(0, 1).fault("alloc dio", 1).aioWrite(0, 1).build(),
                ocfs2("ocfs2-aio-unwritten", "an asynchronous write of unwritten blocks, and a reader of them")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.ReadAfterCompletion(0, 0))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                ocfs2("ocfs2-sync-unwritten", "a synchronous write of unwritten blocks")
                        .unwritten(0, 1).syncWrite(0, 1).build(),
                ocfs2("ocfs2-aio-unwritten-error", "its bio may fail")
                        .unwritten(0, 1).errors(1).aioWrite(0, 1)
                        .violates(Hazard.OCFS2_I_MUTEX, "S41")
                        .violates(Hazard.ERROR_REPLACED, "S1", "S22", "S46", "S49").build(),
                ocfs2("ocfs2-aio-convert-error", "its extent cannot be marked as written")
                        .unwritten(0, 1).fault("convert", 1).aioWrite(0, 1)
                        .violates(Hazard.OCFS2_I_MUTEX, "S41")
                        .violates(Hazard.OCFS2_ERROR_DROPPED, "S1", "S22", "S49")
                        .violates(Hazard.ERROR_REPLACED, "S1", "S22", "S49").build(),
                ocfs2("ocfs2-aio-hole", "a hole is written")
                        .aioWrite(0, 1)
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                ocfs2("ocfs2-aio-extend", "a write beyond the end")
                        .sizeInBlocks(1).written(0, 1).aioWrite(1, 1).build(),
                ocfs2("ocfs2-aio-two", "two asynchronous overwrites")
                        .written(0, 1).written(1, 1).aioWrite(0, 1).aioWrite(1, 1).build(),
                ocfs2("ocfs2-unaligned", "two asynchronous writes of less than a block: one waits for the other")
                        .written(0, 1).actor(sector(0)).actor(sector(1)).build(),
                ocfs2("ocfs2-aio-truncate", "truncate beside an asynchronous overwrite")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Truncate(0)).build(),
                ocfs2("ocfs2-unwritten-truncate", "truncate beside a write of unwritten blocks")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41", "L1", "L5", "deadlock").build(),
                ocfs2("ocfs2-aio-truncate-elsewhere", "another node truncates beside an asynchronous overwrite")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.TruncateElsewhere(0)).build(),
                ocfs2("ocfs2-unwritten-truncate-elsewhere", "another node truncates beside a write of unwritten blocks")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.TruncateElsewhere(0))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                ocfs2("ocfs2-aio-punch", "a hole is punched beside an asynchronous overwrite")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.PunchHole(0, 1))
                        .violates(Hazard.OCFS2_PUNCH, "S29")
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                ocfs2("ocfs2-aio-fsync", "an application syncs once its write is complete")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.FsyncAfterCompletion(0))
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build(),
                ocfs2("ocfs2-aio-umount", "umount, once the write is reported")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.OCFS2_I_MUTEX, "S41").build());
    }

    private static Actor sector(int number) {
        return new Actor.Request(true, false, number * SECTOR, List.of(new IoVec(0, SECTOR)), false, 0);
    }

    private static Scenario.Builder ocfs2(String id, String title) {
        return Scenario.named(id).about("ocfs2", title).on(Mount.Type.OCFS2);
    }
}

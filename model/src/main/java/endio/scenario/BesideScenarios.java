// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/** Others who change the file beside a direct write: {@code fallocate}, hole punching, writes through the page cache. */
public final class BesideScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                beside("ext4-fallocate", "fallocate beside an asynchronous write into a hole", Mount.Type.EXT4)
                        .aioWrite(0, 1).actor(new Actor.Fallocate(0, 1))
                        .violates(Hazard.K1, "S1").build(),
                beside("ext4-fallocate-unwritten", "fallocate beside a write of an unwritten block", Mount.Type.EXT4)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Fallocate(0, 2))
                        .violates(Hazard.K1, "S1").build(),
                beside("ext4-aio-punch", "a hole is punched beside an asynchronous write", Mount.Type.EXT4)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.PunchHole(0, 1))
                        .violates(Hazard.K1, "S1").build(),
                beside("ext4-unwritten-punch", "a hole is punched beside a write of an unwritten block", Mount.Type.EXT4)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.PunchHole(0, 1))
                        .violates(Hazard.K1, "S1").build(),
                beside("ext4-buffered-write", "a page of the range is written through the page cache", Mount.Type.EXT4)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.BufferedWrite(0)).build(),
                beside("ext4-buffered-write-other", "a page beside the range is written through the page cache, and flushed",
                        Mount.Type.EXT4)
                        .unwritten(0, 1).written(1, 1).syncRead(1, 1).actor(new Actor.BufferedWrite(1)).build(),
                beside("ext4-nolock-app-read", "dioread_nolock: an application reads once its write is complete",
                        Mount.Type.EXT4)
                        .dioreadNolock().unwritten(0, 1).aioWrite(0, 1).actor(new Actor.ReadAfterCompletion(0, 0))
                        .violates(Hazard.K1, "S1").violates(Hazard.K4, "S13").build(),
                beside("ext4-nolock-punch", "dioread_nolock: a hole is punched beside an overwrite", Mount.Type.EXT4)
                        .dioreadNolock().written(0, 1).aioOverwrite(0, 1).actor(new Actor.PunchHole(0, 1)).build(),
                beside("ext4-nolock-fallocate", "dioread_nolock: fallocate beside a direct read", Mount.Type.EXT4)
                        .dioreadNolock().syncRead(0, 1).actor(new Actor.Fallocate(0, 1)).build(),
                beside("ext4-no-journal-extend", "without a journal: a write beyond the end", Mount.Type.EXT4)
                        .noJournal().sizeInBlocks(1).written(0, 1).aioWrite(1, 1).build(),
                beside("ext4-no-journal-fsync", "without a journal: fsync once a write is complete", Mount.Type.EXT4)
                        .noJournal().unwritten(0, 1).aioWrite(0, 1).actor(new Actor.FsyncAfterCompletion(0))
                        .violates(Hazard.K1, "S1", "S37").build(),
                beside("ext4-no-journal-umount", "without a journal: umount once a write is complete", Mount.Type.EXT4)
                        .noJournal().unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.K1, "S1").build(),
                beside("xfs-fallocate", "fallocate beside an asynchronous write into a hole of XFS", Mount.Type.XFS)
                        .aioWrite(0, 1).actor(new Actor.Fallocate(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static Scenario.Builder beside(String id, String title, Mount.Type type) {
        return Scenario.named(id).about("beside", title).on(type);
    }
}

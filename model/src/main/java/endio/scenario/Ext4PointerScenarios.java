// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/** What others do to the inode's pointer to the current io_end, or find there, and writeback alone. */
public final class Ext4PointerScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                pointer("ext4-read-buffered", "a buffered read beside an asynchronous write")
                        .unwritten(0, 1).written(1, 1).aioWrite(0, 1).actor(new Actor.BufferedRead(1))
                        .violates(Hazard.K1, "S1").violates(Hazard.K4, "S13").build(),
                pointer("ext4-read-direct", "a direct read beside it, which takes i_mutex")
                        .unwritten(0, 1).written(1, 1).aioWrite(0, 1).syncRead(1, 1)
                        .violates(Hazard.K1, "S1").build(),
                pointer("ext4-read-nolock", "a direct read beside it, which does not")
                        .dioreadNolock().unwritten(0, 1).written(1, 1).aioWrite(0, 1).syncRead(1, 1)
                        .violates(Hazard.K1, "S1").violates(Hazard.K4, "S13").build(),
                pointer("ext4-read-nolock-truncate", "a direct read without i_mutex beside truncate")
                        .dioreadNolock().written(0, 1).syncRead(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.READERS_RESUMED, "S29").build(),
                pointer("ext4-overwrite", "an overwrite drops i_mutex")
                        .dioreadNolock().written(0, 1).aioOverwrite(0, 1).build(),
                pointer("ext4-overwrite-beside", "an overwrite beside a write over an unwritten block")
                        .dioreadNolock().unwritten(0, 1).written(1, 1).aioWrite(0, 1).syncOverwrite(1, 1)
                        .violates(Hazard.K3, "S1", "S49").build(),
                pointer("ext4-overwrite-truncate", "an overwrite beside truncate")
                        .dioreadNolock().written(0, 1).aioOverwrite(0, 1).actor(new Actor.Truncate(0)).build(),
                pointer("ext4-read-nolock-punch", "a direct read without i_mutex beside a hole punch")
                        .dioreadNolock().written(0, 1).syncRead(0, 1).actor(new Actor.PunchHole(0, 1)).build(),
                pointer("ext4-writeback", "writeback of an unwritten block")
                        .dioreadNolock().unwritten(0, 1).dirty(0).actor(new Actor.Writeback(0, 1)).build(),
                pointer("ext4-writeback-error", "its bio may fail")
                        .dioreadNolock().unwritten(0, 1).dirty(0).errors(1).actor(new Actor.Writeback(0, 1)).build(),
                pointer("ext4-writeback-no-journal", "writeback without a journal, and without a reserved handle")
                        .dioreadNolock().noJournal().unwritten(0, 1).dirty(0).actor(new Actor.Writeback(0, 1)).build(),
                pointer("ext4-writeback-sync-fs", "sync_fs waits for conversion")
                        .dioreadNolock().unwritten(0, 1).dirty(0).actor(new Actor.Writeback(0, 1))
                        .actor(new Actor.SyncFs()).build(),
                pointer("ext4-writeback-fsync", "fsync writes a page and waits for its conversion")
                        .dioreadNolock().unwritten(0, 1).dirty(0).actor(new Actor.Fsync()).build(),
                pointer("ext4-writeback-truncate", "truncate waits for writeback")
                        .dioreadNolock().unwritten(0, 1).dirty(0).actor(new Actor.Writeback(0, 1))
                        .actor(new Actor.Truncate(0)).build(),
                pointer("ext4-writeback-umount", "umount waits for conversion")
                        .dioreadNolock().unwritten(0, 1).dirty(0).actor(new Actor.Writeback(0, 1))
                        .actor(new Actor.Umount()).build(),
                pointer("ext4-writeback-beside", "writeback of an unwritten block beside a write over a written one")
                        .dioreadNolock().written(0, 1).unwritten(1, 1).dirty(1).aioWrite(0, 1)
                        .actor(new Actor.Writeback(1, 1))
                        .violates(Hazard.K6.in("V3_11"), "S13", "S39", "S49", "crash")
                        .violates(Hazard.K6.in("V3_12", "V3_12Osync"), "S2", "S3", "S13", "S39", "S41", "S49", "Q2",
                                "crash").build(),
                pointer("ext4-writeback-beside-error", "the same beside a write that may fail without a bio")
                        .dioreadNolock().written(0, 1).unwritten(1, 1).dirty(1).fault("map blocks", 1).aioWrite(0, 1)
                        .actor(new Actor.Writeback(1, 1))
                        .violates(Hazard.K6.in("V3_11"), "S6", "S13", "S39", "S49", "crash")
                        .violates(Hazard.K6.in("V3_12", "V3_12Osync"), "S2", "S3", "S13", "S39", "S41", "S49", "Q2",
                                "crash").build());
    }

    private static Scenario.Builder pointer(String id, String title) {
        return Scenario.named(id).about("pointer", title);
    }
}

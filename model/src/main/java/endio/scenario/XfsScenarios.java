// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.scenario.Device.Ends;
import java.util.List;

/** XFS: ioends over the older core; on iomap, conversion and sizes in {@code end_io}, and extending writes not waited for. */
public final class XfsScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                xfs("xfs-aio-write", "an asynchronous overwrite")
                        .written(0, 1).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-read-error", "an asynchronous read whose bio may fail")
                        .written(0, 1).errors(1).aioRead(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-sync-write", "a synchronous write of two bios")
                        .written(0, 1).written(1, 1).syncWrite(0, 2)
                        .violates(Hazard.XFS_IOEND, "Q1").build(),
                xfs("xfs-aio-unwritten", "an asynchronous write of unwritten blocks, and a reader of them")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.ReadAfterCompletion(0, 0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-unwritten-error", "one of its two bios may fail")
                        .unwritten(0, 1).unwritten(1, 1).errors(1).aioWrite(0, 2)
                        .violates(Hazard.K2, "S23", "S24")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-unwritten-inline", "its bios end inside submit_bio or in an interrupt")
                        .unwritten(0, 1).unwritten(1, 1).ends(Ends.CHOSEN).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-convert-error", "the conversion fails")
                        .unwritten(0, 1).fault("convert", 1).aioWrite(0, 1)
                        .violates(Hazard.K5.in("V3_11", "V3_12", "V3_12Osync"), "S1", "S22", "S49")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-no-worker", "no memory is left for a worker")
                        .unwritten(0, 1).fault("create_worker", 1).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-hole", "a hole is allocated, written and converted")
                        .aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-truncate", "truncate beside a write of unwritten blocks")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.XFS_EXTENDS, "S33")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-punch", "a hole is punched beside it")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.PunchHole(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-extend", "an asynchronous write beyond the end is not waited for")
                        .sizeInBlocks(1).written(0, 1).unwritten(1, 1).aioWrite(1, 1)
                        .violates(Hazard.XFS_EXTENDS, "S33")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-extend-read", "somebody reads beyond the old end, as soon as the size lets him")
                        .sizeInBlocks(1).written(0, 1).unwritten(1, 1).aioWrite(1, 1).actor(new Actor.ReadWithinSize(1))
                        .violates(Hazard.XFS_SIZE_FIRST, "H2")
                        .violates(Hazard.XFS_EXTENDS, "S33")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-extend-written", "the block beyond the end is written already")
                        .sizeInBlocks(1).written(0, 2).aioWrite(1, 1)
                        .violates(Hazard.XFS_EXTENDS, "S33")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                xfs("xfs-aio-umount", "umount, once the write is reported")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.XFS_TAIL, "S36")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static Scenario.Builder xfs(String id, String title) {
        return Scenario.named(id).about("xfs", title).on(Mount.Type.XFS);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.vfs.Kiocb;
import java.util.List;

/** The block device itself: no lock, no callback, and from v4.1 on no count of its direct I/O. */
public final class BlkdevScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                blkdev("blkdev-aio-write", "an asynchronous write of a block device")
                        .written(0, 1).ends(Device.Ends.CHOSEN).errors(1).aioWrite(0, 1).build(),
                blkdev("blkdev-sync-write", "a synchronous write")
                        .written(0, 1).syncWrite(0, 1).build(),
                blkdev("blkdev-aio-read", "an asynchronous read")
                        .written(0, 1).errors(1).aioRead(0, 1).build(),
                blkdev("blkdev-aio-two", "two asynchronous writes, which no lock keeps apart")
                        .written(0, 2).aioWrite(0, 1).aioWrite(1, 1).build(),
                blkdev("blkdev-read-beside", "a synchronous read beside an asynchronous write")
                        .written(0, 1).aioWrite(0, 1).syncRead(0, 1).build(),
                blkdev("blkdev-aio-dsync", "an asynchronous O_DSYNC write")
                        .flags(Kiocb.Flag.DSYNC).written(0, 1).aioWrite(0, 1)
                        .violates(Hazard.H3, "S26").build(),
                blkdev("blkdev-dsync-umount", "the last one who had it open has gone once it is reported")
                        .flags(Kiocb.Flag.DSYNC).written(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.H3, "S26").build());
    }

    private static Scenario.Builder blkdev(String id, String title) {
        return Scenario.named(id).about("blkdev", title).on(Mount.Type.BLKDEV);
    }
}

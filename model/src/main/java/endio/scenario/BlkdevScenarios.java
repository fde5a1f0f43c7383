// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.vfs.Kiocb;
import java.util.List;

/**
 * The block device itself: no lock, no callback, from v4.1 on no count of its direct I/O, and from v4.10 on an engine
 * of its own.
 */
public final class BlkdevScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                blkdev("blkdev-aio-write", "an asynchronous write of a block device")
                        .written(0, 1).ends(Device.Ends.CHOSEN).errors(1).aioWrite(0, 1).build(),
                blkdev("blkdev-sync-write", "a synchronous write")
                        .written(0, 1).syncWrite(0, 1).build(),
                blkdev("blkdev-sync-error", "a synchronous write of six pages whose bio may fail, or end inside submit_bio")
                        .written(0, 6).ends(Device.Ends.CHOSEN).errors(1).syncWrite(0, 6).build(),
                blkdev("blkdev-aio-read", "an asynchronous read")
                        .written(0, 1).errors(1).aioRead(0, 1).build(),
                blkdev("blkdev-aio-two", "two asynchronous writes, which no lock keeps apart")
                        .written(0, 2).aioWrite(0, 1).aioWrite(1, 1).build(),
                blkdev("blkdev-two-bios", "an asynchronous write that needs two bios, which may fail")
                        .written(0, 2).bioPages(1).errors(2).ends(Device.Ends.CHOSEN).aioWrite(0, 2).build(),
                blkdev("blkdev-three-bios", "an asynchronous write that needs three bios")
                        .written(0, 3).bioPages(1).aioWrite(0, 3).build(),
                blkdev("blkdev-sync-two-bios", "a synchronous one, which wakes for no reason")
                        .written(0, 2).bioPages(1).errors(1).fault("spurious wake-up", 1).syncWrite(0, 2).build(),
                blkdev("blkdev-read-two-bios", "an asynchronous read that needs two bios")
                        .written(0, 2).bioPages(1).errors(1).aioRead(0, 2).build(),
                blkdev("blkdev-read-beside", "a synchronous read beside an asynchronous write")
                        .written(0, 1).aioWrite(0, 1).syncRead(0, 1).build(),
                blkdev("blkdev-aio-dsync", "an asynchronous O_DSYNC write")
                        .flags(Kiocb.Flag.DSYNC).written(0, 1).aioWrite(0, 1)
                        .violates(Hazard.H3, "S26").build(),
                blkdev("blkdev-dsync-two-bios", "an asynchronous O_DSYNC write that needs two bios")
                        .flags(Kiocb.Flag.DSYNC).written(0, 2).bioPages(1).aioWrite(0, 2)
                        .violates(Hazard.H3, "S26").build(),
                blkdev("blkdev-sync-dsync", "a synchronous O_DSYNC write")
                        .flags(Kiocb.Flag.DSYNC).written(0, 1).syncWrite(0, 1).build(),
                blkdev("blkdev-dsync-umount", "the last one who had it open has gone once it is reported")
                        .flags(Kiocb.Flag.DSYNC).written(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.H3, "S26").build(),
                blkdev("blkdev-buffered-read", "a read through the page cache beside an asynchronous write")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.BufferedRead(0)).build(),
                blkdev("blkdev-readahead", "readahead beside an asynchronous write")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.BLKDEV_DROPS_AT_SUBMISSION, "S35").build(),
                blkdev("blkdev-readahead-sync", "readahead beside a synchronous write")
                        .written(0, 1).syncWrite(0, 1).actor(new Actor.Readahead(0, 1)).build(),
                blkdev("blkdev-buffered-write", "a page of the range is written through the page cache")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.BufferedWrite(0)).build(),
                blkdev("blkdev-buffered-write-read", "a page is written through the page cache beside a direct read of it")
                        .written(0, 1).syncRead(0, 1).actor(new Actor.BufferedWrite(0)).build(),
                blkdev("blkdev-writeback", "a flusher writes a page beside a direct write of another block")
                        .written(0, 2).dirty(1).aioWrite(0, 1).actor(new Actor.Writeback(1, 1)).build(),
                blkdev("blkdev-fsync", "fsync once an asynchronous write is complete, and beside a dirty page")
                        .written(0, 2).dirty(1).aioWrite(0, 1).actor(new Actor.FsyncAfterCompletion(0)).build(),
                blkdev("blkdev-discard", "fallocate has the range zeroed beside an asynchronous write")
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.PunchHole(0, 1)).build());
    }

    private static Scenario.Builder blkdev(String id, String title) {
        return Scenario.named(id).about("blkdev", title).on(Mount.Type.BLKDEV);
    }
}

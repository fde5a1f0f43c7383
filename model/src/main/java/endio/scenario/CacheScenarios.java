// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/** The page cache beside direct writes: pages that are there, and readers who bring them in while a write is on its way. */
public final class CacheScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                cache("cache-there", "an asynchronous write over a cached page", Mount.Type.PLAIN)
                        .cached(0).written(0, 1).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                cache("cache-readahead", "readahead brings the page in meanwhile", Mount.Type.PLAIN)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14")
                        .violates(Hazard.H4, "S35").build(),
                cache("cache-readahead-sync", "the same beside a synchronous write", Mount.Type.PLAIN)
                        .written(0, 1).syncWrite(0, 1).actor(new Actor.Readahead(0, 1)).build(),
                cache("cache-readahead-other", "readahead brings in a page of the file that is not written", Mount.Type.PLAIN)
                        .written(0, 2).aioWrite(1, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                cache("cache-readahead-two-bios", "a write of two bios", Mount.Type.PLAIN)
                        .written(0, 1).written(1, 1).aioWrite(0, 2).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14")
                        .violates(Hazard.H4, "S35").build(),
                cache("cache-readahead-error", "the bio may fail", Mount.Type.PLAIN)
                        .written(0, 1).errors(1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.ERROR_REPLACED, "S22", "S35", "S46")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14")
                        .violates(Hazard.H4, "S35").build(),
                cache("cache-unwritten", "readahead of an unwritten block: zeros until it is converted", Mount.Type.CONVERTING)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14")
                        .violates(Hazard.H4, "S35").build(),
                cache("cache-read-after", "an application reads through the page cache once its write is complete",
                        Mount.Type.CONVERTING)
                        .cached(0).unwritten(0, 1).aioWrite(0, 1).actor(new Actor.ReadAfterCompletion(0, 0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                cache("cache-ext4-written", "readahead beside an asynchronous write of ext4", Mount.Type.EXT4)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.K4, "S13")
                        .violates(Hazard.H4, "S35").build(),
                cache("cache-ext4-unwritten", "readahead of an unwritten block of ext4", Mount.Type.EXT4)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.K1, "S1").violates(Hazard.K4, "S13")
                        .violates(Hazard.H4, "S35").build(),
                cache("cache-xfs-written", "readahead beside an asynchronous write of XFS", Mount.Type.XFS)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14")
                        .violates(Hazard.H4, "S35").build(),
                cache("cache-xfs-unwritten", "readahead of an unwritten block of XFS", Mount.Type.XFS)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14")
                        .violates(Hazard.H4, "S35").build(),
                cache("cache-ocfs2-written", "readahead beside an asynchronous write of OCFS2", Mount.Type.OCFS2)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Readahead(0, 1))
                        .violates(Hazard.H4, "S35").build());
    }

    private static Scenario.Builder cache(String id, String title, Mount.Type type) {
        return Scenario.named(id).about("cache", title).on(type);
    }
}

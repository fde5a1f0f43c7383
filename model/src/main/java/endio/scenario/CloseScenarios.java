// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/** An application that collects its request, closes the file, and with it lets go of an inode that has no name any more. */
public final class CloseScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                close("close-write", "an asynchronous write", Mount.Type.PLAIN)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Close(0, true))
                        .violates(Hazard.H5, "S15")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                close("close-read", "an asynchronous read", Mount.Type.PLAIN)
                        .written(0, 1).aioRead(0, 1).actor(new Actor.Close(0, true))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                close("close-sync", "a synchronous write", Mount.Type.PLAIN)
                        .written(0, 1).syncWrite(0, 1).actor(new Actor.Close(0, true)).build(),
                close("close-deferred", "a write that is completed by a worker", Mount.Type.CONVERTING)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Close(0, true))
                        .violates(Hazard.H5, "S15")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                close("close-in-flight", "a second write is still on its way, and holds the file", Mount.Type.PLAIN)
                        .written(0, 1).written(1, 1).aioWrite(0, 1).aioWrite(1, 1).actor(new Actor.Close(0, true))
                        .violates(Hazard.H5, "S15")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                close("close-second-descriptor", "a second descriptor keeps the inode", Mount.Type.EXT4)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Close(0, false))
                        .violates(Hazard.K1, "S1").build(),
                close("close-ext4-written", "an asynchronous write of ext4", Mount.Type.EXT4)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Close(0, true))
                        .violates(Hazard.H5, "S15", "S29").build(),
                close("close-ext4-unwritten", "an asynchronous write of an unwritten block of ext4", Mount.Type.EXT4)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Close(0, true))
                        .violates(Hazard.K1, "S1").violates(Hazard.H5, "S15", "S29").build(),
                close("close-xfs-unwritten", "an asynchronous write of an unwritten block of XFS", Mount.Type.XFS)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Close(0, true))
                        .violates(Hazard.H5, "S15")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                close("close-ocfs2-written", "an asynchronous write of OCFS2", Mount.Type.OCFS2)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Close(0, true))
                        .violates(Hazard.H5, "S15").build(),
                close("close-io-destroy", "the ring is taken away when all requests are reported", Mount.Type.CONVERTING)
                        .unwritten(0, 1).unwritten(1, 1).aioWrite(0, 1).aioWrite(1, 1).actor(new Actor.IoDestroy())
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static Scenario.Builder close(String id, String title, Mount.Type type) {
        return Scenario.named(id).about("close", title).on(type);
    }
}

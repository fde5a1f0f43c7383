// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/** {@code fsfreeze} beside direct writes: what it waits for, and what it finds still to come. */
public final class FreezeScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                freeze("freeze-sync", "freezing beside a synchronous write", Mount.Type.PLAIN)
                        .written(0, 1).syncWrite(0, 1).actor(new Actor.Freeze()).build(),
                freeze("freeze-aio", "freezing beside an asynchronous write", Mount.Type.PLAIN)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Freeze())
                        .violates(Hazard.H6, "S45")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                freeze("freeze-read", "freezing waits for no reader", Mount.Type.PLAIN)
                        .written(0, 1).aioRead(0, 1).actor(new Actor.Freeze())
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                freeze("freeze-deferred", "freezing beside a write that a worker completes", Mount.Type.CONVERTING)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Freeze())
                        .violates(Hazard.H6, "S45")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                freeze("freeze-ext4", "freezing ext4 beside a write of an unwritten block", Mount.Type.EXT4)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Freeze())
                        .violates(Hazard.K1, "S1").violates(Hazard.H6, "S45").build(),
                freeze("freeze-xfs", "freezing XFS beside a write of an unwritten block", Mount.Type.XFS)
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Freeze())
                        .violates(Hazard.H6, "S45")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static Scenario.Builder freeze(String id, String title, Mount.Type type) {
        return Scenario.named(id).about("freeze", title).on(type);
    }
}

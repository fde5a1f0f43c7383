// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.vfs.Kiocb.Flag;
import java.util.List;

/** O_(D)SYNC: what is reported as written is durable. */
public final class DurableScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                durable("caller-comp", "the issuer of an overwrite agreed to complete it", Mount.Type.PLAIN)
                        .flags(Flag.DIO_CALLER_COMP).written(0, 1).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                durable("dsync-aio", "an asynchronous O_DSYNC write", Mount.Type.PLAIN)
                        .written(0, 1).aioWrite(0, 1)
                        .violates(Hazard.H3, "S26")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                durable("dsync-sync", "a synchronous O_DSYNC write", Mount.Type.PLAIN)
                        .written(0, 1).syncWrite(0, 1).build(),
                durable("dsync-error", "its bio may fail", Mount.Type.PLAIN)
                        .written(0, 1).errors(1).aioWrite(0, 1)
                        .violates(Hazard.H3, "S26")
                        .violates(Hazard.ERROR_REPLACED, "S22", "S46")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                durable("dsync-no-queue", "the workqueue cannot be created", Mount.Type.PLAIN)
                        .written(0, 1).fault("alloc_workqueue dio", 1).aioWrite(0, 1)
                        .violates(Hazard.H3, "S26")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                durable("dsync-truncate", "truncate comes between the write and its flush", Mount.Type.PLAIN)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.H3, "S26")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                durable("dsync-umount", "umount, once it is reported", Mount.Type.PLAIN)
                        .written(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.H3, "S26")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                durable("dsync-extend", "an O_DSYNC write beyond the end", Mount.Type.PLAIN)
                        .sizeInBlocks(1).written(0, 2).syncWrite(1, 1).build(),
                durable("dsync-unwritten", "an O_DSYNC write over an unwritten block", Mount.Type.CONVERTING)
                        .unwritten(0, 1).aioWrite(0, 1)
                        .violates(Hazard.H3, "S26")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                durable("dsync-ext4", "an O_DSYNC write over an unwritten block of ext4", Mount.Type.EXT4)
                        .unwritten(0, 1).aioWrite(0, 1)
                        .violates(Hazard.H3, "S26").violates(Hazard.K1, "S1")
                        .violates(Hazard.K1.in("V3_12Osync"), "S26").build(),
                durable("dsync-ext4-extend", "an O_DSYNC write beyond the end of a file of ext4", Mount.Type.EXT4)
                        .sizeInBlocks(1).written(0, 1).syncWrite(1, 1)
                        .violates(Hazard.H8, "S28").build(),
                durable("dsync-xfs", "an O_DSYNC write over an unwritten block of XFS", Mount.Type.XFS)
                        .unwritten(0, 1).aioWrite(0, 1)
                        .violates(Hazard.H3, "S26")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static Scenario.Builder durable(String id, String title, Mount.Type type) {
        return Scenario.named(id).about("durable", title).on(type).flags(Flag.DSYNC);
    }
}

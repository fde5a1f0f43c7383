// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.scenario.Device.Ends;
import java.util.List;

/** Completion that needs process context, on a file system that converts unwritten blocks in the simplest right way. */
public final class DeferScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                defer("defer-aio", "an asynchronous write over an unwritten block")
                        .unwritten(0, 1).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-sync", "the same, synchronous")
                        .unwritten(0, 1).syncWrite(0, 1).build(),
                defer("defer-first", "an unwritten block, then a written one")
                        .unwritten(0, 1).written(1, 1).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-last", "a written block, then an unwritten one")
                        .written(0, 1).unwritten(1, 1).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-inline", "bios end inside submit_bio or in an interrupt")
                        .unwritten(0, 1).written(1, 1).ends(Ends.CHOSEN).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-read-after", "an application reads once the write is complete")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.ReadAfterCompletion(0, 0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-no-queue", "the workqueue cannot be created while a bio is in flight")
                        .written(0, 1).unwritten(1, 1).fault("alloc_workqueue dio", 1).aioWrite(0, 2)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-two", "two writes over unwritten blocks of one file")
                        .unwritten(0, 1).unwritten(1, 1).aioWrite(0, 1).aioWrite(1, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-reuse", "the dio of one write may lie where that of another one lay")
                        .unwritten(0, 1).unwritten(1, 1).fault("reuse", 1).aioWrite(0, 1).aioWrite(1, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-no-worker", "no memory is left for a worker")
                        .unwritten(0, 1).fault("create_worker", 1).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-two-files", "two writes race to create the workqueue")
                        .unwritten(0, 1).aioWrite(0, 1).otherFile().aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-truncate", "truncate waits for the conversion")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Truncate(0))
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-umount", "umount destroys the workqueue")
                        .unwritten(0, 1).aioWrite(0, 1).actor(new Actor.Umount())
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build(),
                defer("defer-error", "the bio fails")
                        .unwritten(0, 1).errors(1).aioWrite(0, 1)
                        .violates(Hazard.NOT_TOLD, "S23", "S24")
                        .violates(Hazard.ERROR_REPLACED, "S1", "S22", "S46", "S49")
                        .violates(Hazard.IOCB_AFTER_DROP, "S14").build());
    }

    private static Scenario.Builder defer(String id, String title) {
        return Scenario.named(id).about("defer", title).on(Mount.Type.CONVERTING);
    }
}

// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.directio.DirectIo;
import endio.directio.V3_12;
import endio.directio.V5_3;
import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.event.WorkEvent;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.kernel.Work;
import endio.kernel.WorkQueue;
import endio.scenario.mutant.LoserKeepsQueue;
import endio.scenario.mutant.PendingClearedLate;
import endio.scenario.mutant.PublishByStore;
import endio.scenario.mutant.WinnerDestroysQueue;
import endio.vfs.Inode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The workqueue that is made when it is first needed, and a work item that is queued while it runs. */
final class QueueRaces {
    private static final String LOST = "The item is pending until its function has returned, and a queueing meanwhile is lost.";

    private QueueRaces() {}

    static List<Race> all() {
        Race two = Race.of("done-wq-two", "V3_12", "two requests create s_dio_done_wq", create(V3_12::new, 2));
        Race three = Race.of("done-wq-three", "V3_12", "three requests create s_dio_done_wq", create(V3_12::new, 3));
        Race reader = Race.of("done-wq-reader", "V3_12", "a request finds s_dio_done_wq that another one creates, and queues on it",
                find(V3_12::new));
        Race pending = Race.of("pending-requeue", "V3_12", "a work item is queued while it runs", requeue());
        return List.of(
                two,
                Race.of("done-wq-two", "V5_3", two.title(), create(V5_3::new, 2)),
                two.broken("publish-by-store", "The queue is published by a plain store.",
                        create(new PublishByStore()::directIo, 2)),
                two.broken("loser-keeps-queue", "Who comes second does not destroy its queue.",
                        create(new LoserKeepsQueue()::directIo, 2)),
                two.broken("winner-destroys-queue", "The test for having lost is turned round.",
                        create(new WinnerDestroysQueue()::directIo, 2)),
                three,
                three.broken("publish-by-store", "The queue is published by a plain store.",
                        create(new PublishByStore()::directIo, 3)),
                reader,
                reader.broken("publish-by-store", "The queue is published by a plain store.",
                        find(new PublishByStore()::directIo)),
                pending,
                pending.broken("pending-cleared-late", LOST, requeue()).in(new PendingClearedLate()::kernel));
    }

    /** Requests of as many inodes whose mappings ask to be deferred; their bios do not end. */
    private static Consumer<Stage> create(Function<Kernel, DirectIo> core, int requests) {
        return stage -> {
            CoreWorld world = new CoreWorld(stage, core, true, null);
            List<Inode> inodes = IntStream.range(0, requests).mapToObj(i -> world.inode()).toList();
            for (int i = 0; i < requests; i++) {
                int req = i;
                stage.part(ContextKind.TASK, "submitter" + i, () -> {
                    world.write(req, false, inodes.get(req), 1);
                    return made(stage);
                });
            }
            stage.end(() -> left(stage, world));
        };
    }

    private static String made(Stage stage) {
        if (stage.said(WorkEvent.WqAlloc.class).isEmpty()) {
            return "finds";
        }
        return stage.said(WorkEvent.WqDestroyed.class).isEmpty() ? "creates" : "creates and destroys";
    }

    /** Whether there is exactly one queue, and the super block has it. */
    private static String left(Stage stage, CoreWorld world) {
        List<Integer> queues = new ArrayList<>();
        stage.allSaid(WorkEvent.WqAlloc.class).forEach(e -> queues.add(e.wq()));
        stage.allSaid(WorkEvent.WqDestroyed.class).forEach(e -> queues.remove((Integer) e.wq()));
        WorkQueue published = world.sb.sDioDoneWq().load();
        if (published == null || !queues.contains(published.number())) {
            return "a queue that is gone";
        }
        return queues.size() == 1 ? "one queue" : queues.size() + " queues";
    }

    /** The bio of one request ends at once, on the queue that it finds; the other request has none. */
    private static Consumer<Stage> find(Function<Kernel, DirectIo> core) {
        return stage -> {
            CoreWorld world = new CoreWorld(stage, core, true, null);
            CoreWorld other = world.ofSameSuperBlock();
            Inode one = world.inode();
            Inode two = world.inode();
            stage.part(ContextKind.TASK, "creator", () -> {
                other.write(1, false, two, 1);
                return made(stage);
            });
            stage.part(ContextKind.TASK, "finder", () -> {
                world.write(0, false, one, 1);
                String made = made(stage);
                world.endBio(0, 0);
                return made;
            });
            stage.end(() -> left(stage, world) + usedOneThatIsLeft(stage, world));
        };
    }

    private static String usedOneThatIsLeft(Stage stage, CoreWorld world) {
        WorkQueue published = world.sb.sDioDoneWq().load();
        boolean lost = stage.allSaid(WorkEvent.QueueWork.class).stream()
                .anyMatch(e -> published == null || e.wq() != published.number());
        return lost ? " and one used before" : "";
    }

    /** The item runs for the first time; what the function finds last has to be what was stored before queueing. */
    private static Consumer<Stage> requeue() {
        return stage -> {
            Kernel kernel = stage.kernel();
            ObjectId owner = new ObjectId("owner", 0);
            Plain data = kernel.plain(owner, "data", 0);
            Plain found = kernel.plain(owner, "found", 0);
            Work work = new Work(kernel, owner, "work", -1);
            work.init(() -> found.store(data.load()));
            WorkQueue wq = kernel.follow(kernel.allocWorkqueue("wq", Set.of(), 0, -1), "wq", "alloc_workqueue");
            WorkQueue.queueWork(kernel, wq, work);
            stage.part(ContextKind.KWORKER, "worker", () -> {
                stage.runStarted();
                return "ran";
            });
            stage.part(ContextKind.TASK, "queuer", () -> {
                data.store(1);
                return WorkQueue.queueWork(kernel, wq, work) ? "queued" : "was pending";
            });
            stage.end(() -> found.load() == 1 ? "seen" : "lost");
        };
    }
}
